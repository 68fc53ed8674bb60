import type { Speech } from './speech.ts';

/** An answer that the model gives of its own accord, to what it heard itself. */
export type UnaskedAnswer = {
  readonly speech: Speech;
  /** What the user said, as far as the model has told yet. */
  heard(): HeardWords | undefined;
};

/** Words of the user as the model understood them. */
export type HeardWords = {
  /** Under which they are noted in the conversation. */
  readonly id: string;
  readonly text: string;
};
