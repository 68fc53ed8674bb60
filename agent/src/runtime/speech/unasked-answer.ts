import type { Speech } from './speech.ts';

/** A reply that the model starts by itself, to speech that it received directly. */
export type UnaskedAnswer = {
  readonly speech: Speech;
  /** The user's words, as far as the model has transcribed them. */
  transcript(): UserTranscript | undefined;
};

/** The user's words as the model transcribed them. */
export type UserTranscript = {
  /** Id of the message in the chat context. */
  readonly id: string;
  readonly text: string;
};
