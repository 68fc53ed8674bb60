import { TransformStream } from 'node:stream/web';

/** Says the sentences of one reply, one after the other. Pure but for what it remembers of the sentences before. */
export type SpokenForm = (sentence: string) => string;

/**
 * The end of a sentence, with the white space or line break after it; of a Japanese one, its last mark. A short word with a dot
 * behind a figure may be a unit, "1 tbsp. sugar": it is an end if no small letter follows.
 */
const SENTENCE_END =
  /(?<=\d\s?\p{L}{1,4})\.\s(?=\s*[^\s\p{Ll}])|(?<!\d\s?\p{L}{1,4}(?=\.\s))[.!?…]+["'”’»)\]*_]*\s|\n|[。！？]/u;

/** Longest text, in characters, that waits for the end of its sentence. */
const MAX_SENTENCE = 400;

/**
 * Converts the text of a reply, which arrives in pieces, to its spoken form, sentence by sentence: a figure may be split over two
 * pieces. Each sentence goes out as soon as it has ended, which is when TTS needs it. No text is lost or reordered.
 */
export function spokenText(spoken: SpokenForm): TransformStream<string, string> {
  let waiting = '';
  return new TransformStream({
    transform(piece, controller) {
      waiting += piece;
      for (;;) {
        const end = endOfSentence(waiting);
        if (end === undefined) return;
        controller.enqueue(spoken(waiting.slice(0, end)));
        waiting = waiting.slice(end);
      }
    },
    flush(controller) {
      if (waiting !== '') controller.enqueue(spoken(waiting));
    },
  });
}

/** Index behind the first sentence, which depends on the text only, not on its pieces. */
function endOfSentence(text: string): number | undefined {
  const found = SENTENCE_END.exec(text.slice(0, MAX_SENTENCE));
  if (found) return found.index + found[0].length;
  if (text.length < MAX_SENTENCE) return undefined;
  // Between two words, so that no figure is torn from its unit; else anywhere but in a character of two code units.
  const [words = ''] = /^.*\p{L}{2}[,、]?\s*(?=\p{L}{2})/su.exec(text.slice(0, MAX_SENTENCE)) ?? [];
  if (words !== '') return words.length;
  return text.codePointAt(MAX_SENTENCE - 1) === text.charCodeAt(MAX_SENTENCE - 1)
    ? MAX_SENTENCE
    : MAX_SENTENCE - 1;
}
