/**
 * Removes the words from the beginning of a transcript that are the last ones of the transcript before: both may cover the same
 * audio when it was sent again.
 *
 * @param most words that are removed at most
 */
export function withoutRepeatedWords(said: string, next: string, most = Infinity): string {
  const before = said.split(/\s+/u).map(plain).filter(Boolean);
  const words = next.split(/\s+/u).filter(Boolean);
  for (let count = Math.min(words.length, before.length, most); count > 0; count--) {
    const tail = before.slice(-count);
    if (tail.every((word, index) => word === plain(words[index] ?? ''))) {
      return words.slice(count).join(' ');
    }
  }
  return next;
}

/** The word without case and punctuation. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[\p{P}\p{S}]/gu, '');
}
