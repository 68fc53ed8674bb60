/** Languages that the emulator can pronounce. */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'ja';

const LANGUAGES: readonly Language[] = ['en', 'de', 'fr', 'es', 'ja'];

/** Little words that give a language away. English is what remains. */
const TELLTALE: Readonly<Record<Exclude<Language, 'en' | 'ja'>, RegExp>> = {
  de: /[äöüß]|\b(der|die|das|und|ist|nicht|ich|für|mit|eine?|hallo|wie|zeit|um|grad|gramm)\b/giu,
  fr: /[àâçèêëîïôûœ]|\b(le|la|les|une?|et|est|je|vous|nous|pour|avec|bonjour|heure|de|du|des)\b/giu,
  es: /[ñ¿¡áíóú]|\b(el|la|los|las|una?|y|es|para|con|hola|tiempo|qué|gramos|grados|de)\b/giu,
};

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const MIN_TELLTALES = 2;

/** The language of a BCP 47 tag such as `de-AT`, if the emulator can pronounce it. */
export function languageOfTag(tag: string | undefined): Language | undefined {
  const primary = tag?.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === primary);
}

/** Guesses the language of a text from its script and its little words. */
export function languageOfText(text: string): Language {
  if (JAPANESE.test(text)) return 'ja';
  const scores = Object.entries(TELLTALE).map(([language, words]) => ({
    language: languageOfTag(language) ?? 'en',
    score: text.match(words)?.length ?? 0,
  }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score >= MIN_TELLTALES ? best.language : 'en';
}
