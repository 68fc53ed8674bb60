import { tidyText } from '../numbers.ts';

/**
 * Words that say nothing about what an ingredient is or weighs, in six languages. Whatever is not here counts: "dry milk" is not
 * milk, "melted chocolate" does not weigh what chips do.
 */
const NEUTRAL = new Set(
  [
    'a an the of some your my good quality best organic store bought homemade brand room temperature at taste for dusting plus extra more divided finely roughly freshly thinly unsifted sifted sieved toasted uncooked unsalted shelled pitted peeled cored seeded rinsed drained',
    'der die das den dem des von vom und bio zimmertemperatur gesiebt gesiebtes gesiebter entsteint geschält',
    'le la les du de d l et un une à au bio température ambiante tamisé tamisée tamisés',
    'el los las del al y un una a temperatura ambiente orgánico tamizado tamizada tamizados',
    '食塩不使用 無塩 有塩 常温 室温 国産',
  ]
    .join(' ')
    .split(' ')
    .map(fold),
);

/** Makers' names that cooks read off the package. */
const BRANDS =
  /\b(?:king arthur|gold medal|bob'?s red mill|robin hood|pillsbury|dr\.? oetker|kerrygold|land o'? ?lakes|président|lurpak|anchor|domino|c&h|tate (?:and|&) lyle|silver spoon|billington'?s|ghirardelli|hershey'?s|nestl[eé]|toll house|guittard|valrhona|callebaut|lindt|cadbury|grandma'?s|clabber girl|rumford|arm (?:and|&) hammer|mccormick|nielsen massey|fleischmann'?s|red star|allinson|doves farm|mcdougalls|homepride|organic valley|chobani|fage|bertolli|filippo berio|quaker|kikkoman|heinz|hellmann'?s|skippy|jif|smucker'?s|bonne maman|barilla|francine|gallo|elle (?:et|&) vire)(?!\p{L})/giu;

/** The words that tell an ingredient from others: folded, without neutral ones, in singular. */
export function wordsOf(name: string): string[] {
  return fold(tidyText(name).replaceAll(BRANDS, ' '))
    .split(' ')
    .filter((word) => word !== '' && !NEUTRAL.has(word))
    .map(stem);
}

/** Whether a text says more than another: "melted chocolate" than "chocolate". */
export function hasNewWords(text: string, known: string): boolean {
  const words = new Set(wordsOf(known));
  return wordsOf(text).some((word) => !words.has(word));
}

/** Lower case without accents, hyphens and apostrophes: "Crème-fraîche" → "creme fraiche". Kana keep their marks. */
function fold(text: string): string {
  return withoutAccents(text.toLowerCase())
    .replaceAll(/\b[dl]'/gu, ' ')
    .replaceAll(/'s?(?!\p{L})/gu, '')
    .replaceAll(/[^\p{L}\p{N}%ー]+/gu, ' ')
    .trim();
}

function withoutAccents(text: string): string {
  if (/^[ -~]*$/u.test(text)) return text;
  const bare = text.normalize('NFD').replaceAll(/([a-z])\p{M}+/gu, '$1');
  return bare.normalize('NFC').replaceAll('ß', 'ss').replaceAll('œ', 'oe');
}

/** Strips plurals of English, German, French and Spanish; names and questions go through the same knife. */
function stem(word: string): string {
  if (!/^[a-z]+$/u.test(word)) return word;
  const singular = word.replace(/ies$/u, 'y');
  const bare = singular.length > 3 ? singular.replace(/(?<!s)[sx]$/u, '') : singular;
  return bare.length > 4 ? bare.replace(/(?:en|[en])$/u, '') : bare;
}
