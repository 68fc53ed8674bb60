/** How a reply, or one attempt at it, ended. `text`: the words spoken; of an interrupted reply, those played out. */
export type Outcome =
  | { readonly end: 'complete' | 'interrupted'; readonly text: string }
  | { readonly end: 'failed'; readonly failure: Failure; readonly text: string };

/** Why a reply is missing or incomplete. */
export type Failure =
  /** The model sent nothing in time. */
  | 'stalled'
  /** The model's response had no content. */
  | 'empty'
  /** The model refused. */
  | 'refused'
  /** The model's service failed, after the framework's retries. */
  | 'unavailable'
  /** The model's quota is exhausted for now. */
  | 'quota'
  /** The model's service rejects requests for good: wrong key, no access, no such model. A retry fails, too. */
  | 'rejected'
  /** The session ended during the reply. */
  | 'lost'
  /** A bug in the agent. */
  | 'internal';

/** Progress callbacks of one reply. */
export type ReplyProgress = {
  /** Called just before the first word goes out. */
  started(): void;
  /** Called when a reply that had started failed and is attempted again. */
  restarting(): void;
};

/** Abort reason of a reply that did not start in time, and so failed. */
export const TIMED_OUT = 'timed out';
