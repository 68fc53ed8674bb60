/** What the emulator's small recognizer makes of a baker's words, and the words. */
const MISHEARD: readonly (readonly [RegExp, string])[] = [
  [/\b(?:rams|brands|brams|ramps|dams|rents|grahams)\b/giu, 'grams'],
  [/\bcaps?\b/giu, 'cups'],
  [/(\d|\bone|\btwo|\bof|\ban?d) flowers?\b/giu, '$1 flour'],
  [/\btame or s\w+/giu, 'tablespoons'],
  [/\bmille?e?(?:t|l)iters?\b/giu, 'milliliters'],
  [/\b(?:cells?(?:ius|y\w*)|sels\w*|salsi\w*|sill seas)\b/giu, 'Celsius'],
  [/\b(?:faren\w*|fair and height)\b/giu, 'Fahrenheit'],
  [/\b(?:tamer|tyler)\b/giu, 'timer'],
  [/\b(?:can solve|can so\w+|can't solve|kensel)\b/giu, 'cancel'],
  [/\b(cups?) and (?=flour|sugar|milk|butter|water)/giu, '$1 of '],
];

/** Puts right what is often heard wrong. */
export function correctHearing(text: string): string {
  return MISHEARD.reduce((words, [pattern, right]) => words.replaceAll(pattern, right), text);
}
