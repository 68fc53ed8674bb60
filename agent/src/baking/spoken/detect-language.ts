export type LanguageCode = 'en' | 'de' | 'fr' | 'es' | 'ja';

/** Frequent words, each of which is rare in the other languages. */
const FREQUENT: Readonly<Record<Exclude<LanguageCode, 'ja'>, ReadonlySet<string>>> = {
  en: words(
    'the and of to is it you your for with until about minutes cup cups at then them this have add put',
  ),
  de: words(
    'der das und ist nicht ein eine einen mit für auf im dem den du bis etwa dann zu bei gib nimm grad dein deine sind',
  ),
  fr: words(
    'le les et est une des du avec pour vous votre dans à au aux pendant jusqu environ puis ajoutez il ce cela sont',
  ),
  es: words(
    'el los las y es una con para tu su por hasta durante unos luego añade se lo del al son está',
  ),
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** By how many frequent words another language must lead: EL is a German spoon, "el" a Spanish article. */
const MARGIN = 2;

/** Most words of a sentence that are looked at. */
const MAX_WORDS = 200;

/**
 * The language of a sentence among those that BakeBot speaks, by its script and its frequent words.
 * @param known the language of the sentence before, which stays unless another has more of them
 */
export function detectLanguage(
  sentence: string,
  known: LanguageCode | undefined,
): LanguageCode | undefined {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sentence)) return 'ja';
  const said = (sentence.toLowerCase().match(/\p{Script=Latin}+/gu) ?? []).slice(0, MAX_WORDS);
  const counts = Object.entries(FREQUENT).map(
    ([code, frequent]) => [code, said.filter((word) => frequent.has(word)).length] as const,
  );
  const [code, most] = counts.toSorted(([, a], [, b]) => b - a)[0] ?? ['en', 0];
  const ofKnown = counts.find(([each]) => each === known)?.[1] ?? 0;
  return most >= ofKnown + MARGIN ? toCode(code) : known;
}

/** The language of a locale, if BakeBot speaks it. */
export function languageOf(locale: string): LanguageCode | undefined {
  return toCode(locale.split(/[-_]/u)[0]?.toLowerCase() ?? '');
}

const CODES: readonly LanguageCode[] = ['en', 'de', 'fr', 'es', 'ja'];

function toCode(code: string): LanguageCode | undefined {
  return CODES.find((each) => each === code);
}
