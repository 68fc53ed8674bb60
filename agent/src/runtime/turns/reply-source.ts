import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { Outcome, ReplyProgress } from './outcome.ts';
import type { UserTurn } from './user-turn.ts';

/** Where replies come from: see `replies/reply-runner.ts`. Aborting the signal interrupts the reply. */
export type ReplySource = {
  answer(turn: UserTurn, progress: ReplyProgress, signal: AbortSignal): Promise<Outcome>;
  /** Follows a reply that the model started by itself. */
  follow(
    turnId: string,
    answer: UnaskedAnswer,
    progress: ReplyProgress,
    signal: AbortSignal,
  ): Promise<Outcome>;
  /** Adds a turn that is not answered to what the model knows. */
  note(turn: UserTurn): Promise<void>;
  /** Interrupts all speech. */
  interrupt(): void;
};
