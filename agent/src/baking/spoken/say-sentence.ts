import { detectLanguage, type LanguageCode, languageOf } from './detect-language.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { JAPANESE } from './japanese.ts';
import type { SpokenLanguage } from './language.ts';
import { SPANISH } from './spanish.ts';
import { spokenForm } from './spoken-form.ts';
import { stripMarkdown } from './strip-markdown.ts';

const LANGUAGES: Readonly<Record<LanguageCode, SpokenLanguage>> = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
  ja: JAPANESE,
};

/**
 * Says the sentences of one reply, one after the other, each in its own language: the cook may change it at any turn. In other
 * languages than BakeBot's only Markdown goes.
 * @param locale BCP 47, the language to begin with
 */
export function createSpokenForm(locale: string): (sentence: string) => string {
  let code = languageOf(locale);
  return (sentence) => {
    code = detectLanguage(sentence, code);
    return code ? spokenForm(sentence, LANGUAGES[code]) : stripMarkdown(sentence);
  };
}
