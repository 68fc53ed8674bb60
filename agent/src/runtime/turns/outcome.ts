/** How an attempt at a reply ended. `text` is the reply, or as much of it as the user heard. */
export type Outcome =
  | { readonly end: 'complete' | 'interrupted'; readonly text: string }
  | { readonly end: 'failed'; readonly failure: Failure; readonly text: string };

/** Why a reply is missing or incomplete. */
export type Failure =
  /** The model did not begin in time. */
  | 'stalled'
  /** The model returned no text. */
  | 'empty'
  /** The model refused to answer. */
  | 'refused'
  /** The model's service failed, also after the framework's retries. */
  | 'unavailable'
  /** The session closed. */
  | 'lost'
  /** A bug in the agent. */
  | 'internal';

/** Progress callbacks of one reply. */
export type AnswerProgress = {
  /** Called just before the first word is sent. */
  begun(): void;
  /** Called when a reply that had begun is retried. */
  brokenOff(): void;
};

/** Abort reason of a reply that did not begin in time. */
export const TIMED_OUT = 'timed out';
