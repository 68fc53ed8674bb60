/** Countries whose kitchen measures differ; `metric` stands for all that measure in milliliters. */
export type Region = 'us' | 'uk' | 'au' | 'nz' | 'ca' | 'jp' | 'metric';

const BY_COUNTRY: Readonly<Record<string, Region>> = {
  US: 'us',
  GB: 'uk',
  UK: 'uk',
  IE: 'uk',
  AU: 'au',
  NZ: 'nz',
  CA: 'ca',
  JP: 'jp',
};

const BY_PREFERENCE: Readonly<Record<string, Region>> = {
  us: 'us',
  american: 'us',
  uk: 'uk',
  british: 'uk',
  imperial: 'uk',
  au: 'au',
  australian: 'au',
  nz: 'nz',
  ca: 'ca',
  canadian: 'ca',
  jp: 'jp',
  japanese: 'jp',
  metric: 'metric',
};

/**
 * Region whose cups, spoons, pints and ounces the user means: the country that the preference `units` names, or else the
 * locale's. `metric` does not change the cups of a locale with a country: a recipe from there still has them.
 *
 * @param locale BCP 47; English without a country is American.
 */
export function regionOf(locale: string, units?: string): Region {
  const [language = '', ...subtags] = locale.split(/[-_]/u);
  const preferred = Object.hasOwn(BY_PREFERENCE, units?.toLowerCase() ?? '')
    ? BY_PREFERENCE[units?.toLowerCase() ?? '']
    : undefined;
  const country = subtags.find((subtag) => /^[a-z]{2}$/iu.test(subtag))?.toUpperCase();
  const local =
    country !== undefined && Object.hasOwn(BY_COUNTRY, country) ? BY_COUNTRY[country] : undefined;
  if (preferred !== undefined && preferred !== 'metric') return preferred;
  if (local !== undefined) return local;
  if (preferred !== undefined) return preferred;
  if (language.toLowerCase() === 'ja') return 'jp';
  return language.toLowerCase() === 'en' && country === undefined ? 'us' : 'metric';
}

/** Whether "1,500" is one and a half (German, French, Spanish of Spain) and not fifteen hundred. */
export function hasDecimalComma(locale: string): boolean {
  const one = new Intl.NumberFormat(canonical(locale)).formatToParts(1.5);
  return one.some(({ type, value }) => type === 'decimal' && value === ',');
}

function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
