import type { TurnProgress } from '@bakebot/protocol';
import type { UnaskedAnswer } from '../../speech/unasked-answer.ts';
import type { Failure, Outcome, ReplyProgress } from '../outcome.ts';
import type { UserTurn } from '../user-turn.ts';

/** A reply that the test controls. */
export class FakeAnswer {
  said = '';
  readonly progress: ReplyProgress;
  readonly outcome = Promise.withResolvers<Outcome>();

  constructor(progress: ReplyProgress, signal: AbortSignal) {
    this.progress = progress;
    signal.addEventListener('abort', () => {
      this.outcome.resolve({ end: 'interrupted', text: this.said });
    });
  }

  finish(): Promise<void> {
    return this.#end({ end: 'complete', text: this.said });
  }

  fail(failure: Failure): Promise<void> {
    return this.#end({ end: 'failed', failure, text: '' });
  }

  async #end(outcome: Outcome): Promise<void> {
    this.outcome.resolve(outcome);
    await settled();
  }
}

/** Resolves after all pending promise callbacks. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export class FakeSource {
  readonly asked: UserTurn[] = [];
  /** Ids of the turns that the model was told of without being asked. */
  readonly noted: string[] = [];
  readonly answers: FakeAnswer[] = [];
  interruptions = 0;

  answer(turn: UserTurn, progress: ReplyProgress, signal: AbortSignal): Promise<Outcome> {
    this.asked.push(turn);
    return this.#begin(progress, signal);
  }

  follow(
    _id: string,
    _answer: UnaskedAnswer,
    progress: ReplyProgress,
    signal: AbortSignal,
  ): Promise<Outcome> {
    return this.#begin(progress, signal);
  }

  async note({ id }: UserTurn): Promise<void> {
    this.noted.push(id);
  }

  interrupt(): void {
    this.interruptions++;
  }

  #begin(progress: ReplyProgress, signal: AbortSignal): Promise<Outcome> {
    const answer = new FakeAnswer(progress, signal);
    this.answers.push(answer);
    return answer.outcome.promise;
  }
}

/** Does not end a reply when it is interrupted. */
export class SlowSource extends FakeSource {
  readonly outcomes: PromiseWithResolvers<Outcome>[] = [];

  override answer(): Promise<Outcome> {
    const outcome = Promise.withResolvers<Outcome>();
    this.outcomes.push(outcome);
    return outcome.promise;
  }
}

export class RecordingListener {
  readonly sent: string[] = [];

  turn({ id }: { id: string }, progress: TurnProgress): void {
    this.sent.push(`${id} ${progress.state === 'failed' ? progress.code : progress.state}`);
  }

  reply(turnId: string, text: string): void {
    this.sent.push(`${turnId} says ${text}`);
  }
}

export const UNASKED: UnaskedAnswer = {
  transcript: () => ({ id: 'message-1', text: 'How many eggs?' }),
  speech: {
    owns: () => true,
    text: () => '',
    interrupted: false,
    isIncomplete: false,
    interrupt: () => {},
    done: Promise.resolve(),
  },
};

export function typed(id: string, text = 'How much flour?'): UserTurn {
  return { id, kind: 'text', text, pictures: [] };
}
