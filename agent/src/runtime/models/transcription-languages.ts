/**
 * Language codes of Gemini 3.5 Transcribe, as of 2026-09-08:
 * https://ai.google.dev/gemini-api/docs/models/gemini-3.5-transcribe#supported-languages
 */
const CODES = new Set(
  `af-ZA am-ET ar-EG as-IN az-AZ be-BY bg-BG bn-BD bn-IN bs-BA ca-ES ceb cmn-Hans-CN cs-CZ da-DK de-DE el-GR en-GB en-IN en-US
  es-419 es-US et-EE fa-IR fi-FI fil-PH fr-FR gl-ES gu-IN ha-NG he-IL hi-IN hr-HR hu-HU hy-AM id-ID is-IS it-IT ja-JP jv-ID ka-GE
  kea-CV kk-KZ km-KH kn-IN ko-KR ky-KG ln-CD lt-LT lv-LV mk-MK ml-IN mn-MN mr-IN ms-MY mt-MT my-MM nb-NO ne-NP nl-NL or-IN
  pa-Guru-IN pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU rup-BG sd-Arab-IN sk-SK sl-SI sr-RS sv-SE sw-KE te-IN tg-TJ th-TH tr-TR uk-UA
  uz-UZ vi-VN yue-Hant-HK`.split(/\s+/),
);

/** Google's forms of other names for the same language. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['zh', 'cmn-Hans-CN'],
  ['zh-CN', 'cmn-Hans-CN'],
  ['zh-Hans-CN', 'cmn-Hans-CN'],
  ['zh-HK', 'yue-Hant-HK'],
  ['zh-Hant-HK', 'yue-Hant-HK'],
  ['yue-HK', 'yue-Hant-HK'],
  ['no', 'nb-NO'],
  ['tl', 'fil-PH'],
]);

/**
 * The codes with which Gemini transcribes a user of this locale. None, and Gemini detects the language, for a locale that is not on
 * Google's list, or for a language without a region of which the list has several.
 *
 * @param locale BCP 47; a POSIX locale such as `de_DE` is accepted
 */
export function transcriptionLanguages(locale: string): readonly string[] {
  const name = canonical(locale);
  if (name === undefined) return [];
  const code = ALIASES.get(name) ?? name;
  if (CODES.has(code)) return [code];
  const ofLanguage = name.includes('-')
    ? []
    : [...CODES].filter((each) => languageOf(each) === name);
  return ofLanguage.length === 1 ? ofLanguage : [];
}

/** The locale in its usual case, without extensions, and with today's language code: `he` for `iw`. */
function canonical(locale: string): string | undefined {
  try {
    const [posix = ''] = locale.split('.');
    return new Intl.Locale(posix.replaceAll('_', '-')).baseName;
  } catch {
    return undefined;
  }
}

function languageOf(code: string): string | undefined {
  return code.split('-')[0];
}
