import { tokenize } from '@livekit/agents';

/** Speech of a slow voice, in characters a second: a sentence is rather repeated in part than left out. */
const CHARACTERS_PER_SECOND = 12;

const SENTENCES = new tokenize.basic.SentenceTokenizer();

/**
 * The sentences of a text that are left to speak when its speech was cut off, from the one that was cut.
 *
 * @param spokenMs duration of the speech, in ms
 */
export function textLeft(text: string, spokenMs: number): string {
  const spoken = (spokenMs / 1000) * CHARACTERS_PER_SECOND;
  let end = 0;
  const left = SENTENCES.tokenize(text).filter((sentence) => {
    end += sentence.length + 1;
    return end > spoken;
  });
  return left.join(' ');
}
