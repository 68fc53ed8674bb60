import type { Answer, Conversation } from './conversation.ts';
import type { Tool } from './tools.ts';

/** What there is to understand. */
export type Request = {
  /** What was said, normalised: lower case, numbers in digits. */
  readonly text: string;
  /** The same, as it came, but for what is often heard wrong. */
  readonly said: string;
  readonly tools: readonly Tool[];
  readonly conversation: Conversation;
};

/** Answers what it understands, and nothing else. */
export type Intent = (request: Request) => Answer | undefined;
