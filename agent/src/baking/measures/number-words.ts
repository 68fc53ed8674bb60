/** Cardinal numbers of six languages. What two of them spell alike has one value. */
export const CARDINALS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'zero null zéro cero',
    1: 'one ein eine einen einem einer eins un une uno una',
    2: 'two zwei zwo deux dos',
    3: 'three drei trois tres',
    4: 'four vier quatre cuatro',
    5: 'five fünf fuenf cinq cinco',
    6: 'six sechs seis',
    7: 'seven sieben sept siete',
    8: 'eight acht huit ocho',
    9: 'nine neun neuf nueve',
    10: 'ten zehn dix diez',
    11: 'eleven elf onze once',
    12: 'twelve zwölf douze doce',
    13: 'thirteen dreizehn treize trece',
    14: 'fourteen vierzehn quatorze catorce',
    15: 'fifteen fünfzehn quinze quince',
    16: 'sixteen sechzehn seize dieciséis',
    17: 'seventeen siebzehn diecisiete',
    18: 'eighteen achtzehn dieciocho',
    19: 'nineteen neunzehn diecinueve',
    20: 'twenty zwanzig vingt veinte',
    21: 'veintiuno veintiún veintiuna',
    22: 'veintidós',
    23: 'veintitrés',
    24: 'veinticuatro',
    25: 'veinticinco',
    26: 'veintiséis',
    27: 'veintisiete',
    28: 'veintiocho',
    29: 'veintinueve',
    30: 'thirty dreißig dreissig trente treinta',
    40: 'forty fourty vierzig quarante cuarenta',
    50: 'fifty fünfzig cinquante cincuenta',
    60: 'sixty sechzig soixante sesenta',
    70: 'seventy siebzig septante setenta',
    80: 'eighty achtzig huitante ochenta',
    90: 'ninety neunzig nonante noventa',
    100: 'hundred hundert cent cents cien ciento',
    200: 'doscientos doscientas',
    300: 'trescientos trescientas',
    400: 'cuatrocientos',
    500: 'quinientos quinientas',
    600: 'seiscientos',
    700: 'setecientos',
    800: 'ochocientos',
    900: 'novecientos',
    1000: 'thousand tausend mille mil',
  }).flatMap(([value, words]) => words.split(' ').map((word) => [word, Number(value)] as const)),
);

/** Halves, thirds and the like, and German words for one and a half. */
export const FRACTIONS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    half: 0.5,
    halves: 0.5,
    third: 1 / 3,
    quarter: 0.25,
    fourth: 0.25,
    fifth: 0.2,
    eighth: 0.125,
    halb: 0.5,
    halbe: 0.5,
    halben: 0.5,
    halber: 0.5,
    halbes: 0.5,
    drittel: 1 / 3,
    viertel: 0.25,
    achtel: 0.125,
    dreiviertel: 0.75,
    anderthalb: 1.5,
    eineinhalb: 1.5,
    einenhalb: 1.5,
    einundeinhalb: 1.5,
    zweieinhalb: 2.5,
    dreieinhalb: 3.5,
    viereinhalb: 4.5,
    demi: 0.5,
    demie: 0.5,
    moitié: 0.5,
    tiers: 1 / 3,
    quart: 0.25,
    medio: 0.5,
    media: 0.5,
    mitad: 0.5,
    tercio: 1 / 3,
    cuarto: 0.25,
    octavo: 0.125,
  }),
);

/** Value of a word: German writes numbers as one. */
export function cardinalOf(word: string): number | undefined {
  const known = CARDINALS.get(word) ?? CARDINALS.get(word.replace(/s$/u, ''));
  if (known !== undefined) return known;
  if (!/hundert|tausend|zig$|ßig$/u.test(word)) return undefined;
  const thousand = splitAt(word, 'tausend', 1000) ?? splitAt(word, 'hundert', 100);
  if (thousand !== undefined) return thousand;
  const [, one, ten] = /^(\p{L}+)und(\p{L}+)$/u.exec(word) ?? [];
  const [ones, tens] = [CARDINALS.get(one ?? ''), CARDINALS.get(ten ?? '')];
  return ones === undefined || tens === undefined ? undefined : ones + tens;
}

/** German writes a number as one word: "zweihundertfünfzig". */
function splitAt(word: string, mark: string, size: number): number | undefined {
  const at = word.indexOf(mark);
  if (at < 0) return undefined;
  const before = at === 0 ? 1 : cardinalOf(word.slice(0, at));
  const rest = word.slice(at + mark.length).replace(/^und/u, '');
  const after = rest === '' ? 0 : cardinalOf(rest);
  return before === undefined || after === undefined ? undefined : before * size + after;
}
