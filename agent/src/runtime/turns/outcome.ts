/** How an attempt at an answer ended. `text` is what was said, or as much of it as was heard. */
export type Outcome =
  | { readonly end: 'complete' | 'interrupted'; readonly text: string }
  | { readonly end: 'failed'; readonly failure: Failure; readonly text: string };

/** Why there is no answer, or not a whole one. */
export type Failure =
  /** No sign of life from the model. */
  | 'stalled'
  /** The model had nothing to say. */
  | 'empty'
  /** The model declined. */
  | 'refused'
  /** The model's service failed, also after the framework's retries. */
  | 'unavailable'
  /** The session ended under it. */
  | 'lost'
  /** A fault of ours. */
  | 'internal';

/** What is told of an answer while it is being given. */
export type AnswerProgress = {
  /** The first word is about to go out. */
  begun(): void;
  /** It broke off after it had begun, and begins anew. */
  brokenOff(): void;
};

/** The reason with which an answer is aborted that did not begin in time, and so has failed. */
export const TIMED_OUT = 'timed out';
