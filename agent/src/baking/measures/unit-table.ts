import type { Region } from './regions.ts';

export type UnitKind = 'volume' | 'weight' | 'length' | 'count';

/** Milliliters in a US customary cup: 8 US fluid ounces (NIST Handbook 44, appendix C). */
export const US_CUP_ML = 236.588;
/** Grams in an avoirdupois ounce (NIST Handbook 44, appendix C). */
const OUNCE_G = 28.349523;
/** Milliliters in an imperial fluid ounce (Weights and Measures Act 1985). */
export const IMPERIAL_FL_OZ_ML = 28.4131;

type Sizes = { readonly [region in Region]?: number } & { readonly metric: number };
type UnitRow = {
  readonly kind: UnitKind;
  readonly size: number | Sizes;
  readonly names: string;
  readonly note?: string;
};

/** Sizes that differ between American and imperial measures. */
function imperial(usMl: number, imperialFlOz: number): Sizes {
  const size = imperialFlOz * IMPERIAL_FL_OZ_ML;
  return { us: usMl, metric: size, uk: size, au: size, nz: size, ca: size, jp: usMl };
}

/** `|` parts the names; a plural in s, n or en needs no entry. Those that begin with `=` count in this case only. */
export const UNITS: Readonly<Record<string, UnitRow>> = {
  ml: {
    kind: 'volume',
    size: 1,
    names:
      'milliliter|millilitre|mililitro|mil|cc|ccm|cm³|cm3|ミリリットル|ミリ|シーシー|mls|mililiter',
  },
  cl: { kind: 'volume', size: 10, names: 'centiliter|centilitre|centilitro' },
  dl: { kind: 'volume', size: 100, names: 'deciliter|decilitre|decilitro|デシリットル' },
  l: {
    kind: 'volume',
    size: 1000,
    names: 'liter|litre|litro|リットル|ℓ|ltr|lt',
  },
  // Sets of measuring spoons: a dash is 1/8, a pinch 1/16, a smidgen 1/32 teaspoon.
  tad: { kind: 'volume', size: US_CUP_ML / 192, names: '' },
  dash: {
    kind: 'volume',
    size: US_CUP_ML / 384,
    names: 'dashes|messerspitze|msp|pointe de couteau|punta de cuchillo',
  },
  pinch: {
    kind: 'volume',
    size: US_CUP_ML / 768,
    names: 'pinches|prise|pincée|pincee|pizca|pellizco|ひとつまみ|一つまみ|つまみ|少々',
  },
  smidgen: { kind: 'volume', size: US_CUP_ML / 1536, names: 'smidge|smidgeon' },
  drop: { kind: 'volume', size: 0.05, names: 'tropfen|goutte|gota|滴' },
  tsp: {
    kind: 'volume',
    size: { us: US_CUP_ML / 48, metric: 5 },
    names:
      '=t|teaspoon|tspn|tea spoon|tsps|teasp|teelöffel|teeloeffel|tl|kaffeelöffel|kl|cuillère à café|cuillères à café|cuillerée à café|cuillerées à café|cuil. à café|cuil à café|cuil. à c.|cuillere a cafe|cuilleres a cafe|cuillère à thé|c. à c.|c.à.c.|c à c|c a c|càc|cac|cc. à café|c. à café|c à café|c. à thé|cucharadita|cucharilla|cdta|cdita|cdtas|小さじ|小匙|こさじ|茶さじ',
  },
  dessertspoon: {
    kind: 'volume',
    size: 10,
    names: 'dessert spoon|dsp|dstspn|cuillère à dessert|cucharada de postre|dessertlöffel',
  },
  tbsp: {
    kind: 'volume',
    size: { us: US_CUP_ML / 16, au: 20, metric: 15 },
    names:
      '=T|tablespoon|tbspn|tblspn|table spoon|tbs|tbl|tbls|tbsps|tblsp|tablesp|esslöffel|essloeffel|eßlöffel|el|eßl|essl|cuillère à soupe|cuillères à soupe|cuillerée à soupe|cuillerées à soupe|cuil. à soupe|cuil à soupe|cuil. à s.|cuillere a soupe|cuilleres a soupe|cuillère à table|c. à s.|c.à.s.|c à s|c a s|càs|cas|c. à soupe|c à soupe|cs. à soupe|cucharada|cucharada sopera|cda|cdas|cuch|大さじ|大匙|おおさじ',
  },
  'fl oz': {
    kind: 'volume',
    size: imperial(US_CUP_ML / 8, 1),
    names: 'fluid ounce|fluid oz|fl ounce|fl. oz|floz|fl.oz|fluid-ounce|onza líquida|液量オンス',
  },
  cup: {
    kind: 'volume',
    size: { us: US_CUP_ML, metric: 250, jp: 200 },
    names: 'c|cp|カップ',
  },
  tasse: {
    kind: 'volume',
    size: 250,
    names: 'tasse|taza|taz',
    note: 'Taken as a measuring cup of 250 ml; a coffee cup holds about 150 ml.',
  },
  becher: {
    kind: 'volume',
    size: 200,
    names: '',
    note: 'Taken as a 200 ml carton; other cartons hold 150 to 250 ml.',
  },
  glass: {
    kind: 'volume',
    size: 200,
    names: 'glasses|verre|vaso|wasserglas',
    note: 'Taken as a 200 ml glass; glasses differ.',
  },
  go: { kind: 'volume', size: 180, names: '合', note: 'A gō, the rice cup of Japan, is 180 ml.' },
  gill: { kind: 'volume', size: imperial(US_CUP_ML / 2, 5), names: '' },
  pint: { kind: 'volume', size: imperial(US_CUP_ML * 2, 20), names: 'pt|pinte|pinta|パイント' },
  quart: { kind: 'volume', size: imperial(US_CUP_ML * 4, 40), names: 'qt|qts|クォート' },
  gallon: { kind: 'volume', size: imperial(US_CUP_ML * 16, 160), names: 'gal|galón|ガロン' },
  mg: { kind: 'weight', size: 0.001, names: 'milligram|milligramm|milligramme|miligramo' },
  g: {
    kind: 'weight',
    size: 1,
    names: 'gram|gramm|gramme|gramo|gr|grs|gm|gms|グラム',
  },
  kg: {
    kind: 'weight',
    size: 1000,
    names: 'kilogram|kilogramm|kilogramme|kilogramo|kilo|kgs|キロ|キログラム',
  },
  oz: { kind: 'weight', size: OUNCE_G, names: 'ounce|onza|once|unze|オンス|ozs' },
  lb: { kind: 'weight', size: OUNCE_G * 16, names: 'pound|libra|lbs|ポンド' },
  pfund: {
    kind: 'weight',
    size: 500,
    names: 'pfd|livre|demi-kilo',
    note: 'A European pound is 500 g.',
  },
  // A stick of butter is a quarter of a pound.
  stick: { kind: 'weight', size: OUNCE_G * 4, names: '' },
  knob: {
    kind: 'weight',
    size: 15,
    names: 'noix|nuez',
    note: 'A knob is no exact measure: about 15 g.',
  },
  inch: { kind: 'length', size: 2.54, names: 'inches|in|"|″|”|zoll|pouce|pulgada|インチ' },
  cm: {
    kind: 'length',
    size: 1,
    names: 'centimeter|centimetre|zentimeter|centimètre|centímetro|センチ',
  },
  mm: {
    kind: 'length',
    size: 0.1,
    names: 'millimeter|millimetre|millimètre|milímetro|ミリメートル',
  },
  'extra large': { kind: 'count', size: 1, names: 'extra-large|xl|x-large|特大' },
  jumbo: { kind: 'count', size: 1, names: '' },
  large: {
    kind: 'count',
    size: 1,
    names: 'big|lg|lrg|groß|große|großer|großes|großen|gross|gros|grosse|grande|大',
  },
  medium: {
    kind: 'count',
    size: 1,
    names: 'med|mittel|mittelgroß|mittelgroße|moyen|moyenne|mediano|mediana|中',
  },
  small: {
    kind: 'count',
    size: 1,
    names: 'sm|klein|kleine|kleiner|kleines|petit|petite|pequeño|pequeña|小',
  },
  clove: { kind: 'count', size: 1, names: 'zehe|gousse|diente|片|かけ' },
  sheet: { kind: 'count', size: 1, names: 'leaf|leaves|hoja|lámina' },
  blatt: { kind: 'count', size: 1, names: 'blätter' },
  feuille: { kind: 'count', size: 1, names: '' },
  packet: { kind: 'count', size: 1, names: 'pkt|pack|pkg|package|envelope|袋|包' },
  // They hold other amounts than an American packet.
  päckchen: {
    kind: 'count',
    size: 1,
    names: 'paeckchen|pck|pckg|packung|tütchen|tüte|beutel',
  },
  sachet: { kind: 'count', size: 1, names: '' },
  sobre: { kind: 'count', size: 1, names: '' },
  cube: { kind: 'count', size: 1, names: 'würfel|cubo' },
  slice: { kind: 'count', size: 1, names: 'scheibe|tranche|rebanada|rodaja|枚' },
  stalk: { kind: 'count', size: 1, names: 'rib|stange|branche|tallo' },
  bulb: { kind: 'count', size: 1, names: 'knolle|bulbe' },
  piece: {
    kind: 'count',
    size: 1,
    names: 'pc|pcs|stück|stk|st|pièce|pieza|unidad|whole|個分|個|コ|こ|本|玉',
  },
};

/** What an answer says of a country's measure. */
export const COUNTRY_NOTES: Readonly<Record<string, Readonly<Partial<Record<Region, string>>>>> = {
  tbsp: { au: 'An Australian tablespoon is 20 ml.' },
  cup: {
    uk: 'A British measuring cup is 250 ml.',
    au: 'An Australian cup is 250 ml.',
    nz: 'A New Zealand cup is 250 ml.',
    ca: 'A Canadian cup is 250 ml.',
    jp: 'A Japanese cup is 200 ml.',
    metric: 'A metric cup is 250 ml.',
  },
  pint: { uk: 'A British pint is 568 ml.' },
  'fl oz': { uk: 'A British fluid ounce is 28.4 ml.' },
};
