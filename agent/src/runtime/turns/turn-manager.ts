import { randomUUID } from 'node:crypto';
import type { ErrorCode, TurnProgress } from '@bakebot/protocol';
import { TURN_TIMEOUT_MS } from '@bakebot/protocol';
import { log } from '@livekit/agents';
import type { Outbox } from '../outputs/outbox.ts';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import { type AnswerProgress, type Failure, type Outcome, TIMED_OUT } from './outcome.ts';
import { isRetryable } from './is-retryable.ts';
import { TurnLog } from './turn-log.ts';
import { TurnRateLimiter } from './turn-rate-limiter.ts';
import type { UserTurn } from './user-turn.ts';

/** Runs replies: `replies/reply-runner.ts`. Aborting the signal interrupts the reply. */
export type AnswerSource = {
  answer(turn: UserTurn, progress: AnswerProgress, signal: AbortSignal): Promise<Outcome>;
  /** Follows a reply that the model began by itself. */
  follow(
    turnId: string,
    answer: UnaskedAnswer,
    progress: AnswerProgress,
    signal: AbortSignal,
  ): Promise<Outcome>;
  /** Stops all speech. */
  interrupt(): void;
};

type TurnHead = Pick<UserTurn, 'id' | 'kind'>;

type AnswerWatch = AnswerProgress & { close(): void };

/** The turn that is being answered. */
type Current = {
  readonly turn: TurnHead;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
};

/**
 * Manages the user's turns, spoken, typed or photographed. Each ends once: answered, superseded by the next one, or
 * failed with a code. The latest turn wins: it interrupts the reply to the one before.
 */
export class TurnManager {
  readonly #source: AnswerSource;
  readonly #outbox: Pick<Outbox, 'turn' | 'reply'>;
  readonly #timeoutMs: number;
  readonly #log = new TurnLog();
  readonly #rateLimiter = new TurnRateLimiter();
  #current: Current | undefined;
  #closed = false;

  constructor(
    source: AnswerSource,
    outbox: Pick<Outbox, 'turn' | 'reply'>,
    timeoutMs: number = TURN_TIMEOUT_MS,
  ) {
    this.#source = source;
    this.#outbox = outbox;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Acknowledges a turn, also one whose content is still on its way.
   *
   * @returns whether to answer it: false for a known turn, which clients send again when a receipt is missing and whose
   * state is sent again; false above the rate limit. A failed turn may be retried under its id.
   */
  receive(turn: TurnHead): boolean {
    const known = this.#log.find(turn.id);
    if (known && known.progress.state !== 'failed') {
      // The reply may have been lost, too.
      if (known.reply) this.#outbox.reply(turn.id, known.reply);
      this.#outbox.turn(turn, known.progress);
      return false;
    }
    if (!this.#rateLimiter.take(performance.now())) {
      this.fail(turn, 'rate_limited', 'Too many turns: wait a moment.');
      return false;
    }
    this.#progress(turn, { state: 'received' });
    return true;
  }

  /** Receives a complete turn, and answers it. */
  take(turn: UserTurn): void {
    if (this.receive(turn)) this.answer(turn);
  }

  /** Answers a received turn. */
  answer(turn: UserTurn): void {
    if (this.#closed) {
      this.#leave(turn);
      return;
    }
    this.interrupt();
    this.#give(turn, (progress, signal) => this.#source.answer(turn, progress, signal));
  }

  /** Whether a turn is being answered. */
  isAnswering(): boolean {
    return this.#current !== undefined;
  }

  /** Resolves when no turn is being answered. */
  async idle(): Promise<void> {
    while (this.#current) await this.#current.ended;
  }

  /** Makes a turn of speech that the model heard, and began to answer, by itself. */
  adopt(answer: UnaskedAnswer): void {
    const turn = { id: randomUUID(), kind: 'voice' } as const;
    this.#current?.stop.abort();
    this.#progress(turn, { state: 'received' });
    this.#give(turn, (progress, signal) => this.#source.follow(turn.id, answer, progress, signal));
  }

  /** The agent is leaving: the current reply may end; later turns fail, for another agent to answer. */
  async finish(): Promise<void> {
    this.#closed = true;
    await this.idle();
  }

  /** Ends the current reply. Its turn fails unless it has ended, so that the app can ask another agent. */
  close(): void {
    this.#closed = true;
    const turn = this.#current?.turn;
    if (turn && !this.#log.isSettled(turn.id)) this.#leave(turn);
    this.#current?.stop.abort();
  }

  fail(turn: TurnHead, code: ErrorCode, detail: string): void {
    this.#progress(turn, { state: 'failed', code, detail, retryable: isRetryable(code) });
  }

  /** Stops the current reply, because the user is about to speak. */
  interrupt(): void {
    this.#current?.stop.abort();
    this.#source.interrupt();
  }

  #give(
    turn: TurnHead,
    give: (progress: AnswerProgress, signal: AbortSignal) => Promise<Outcome>,
  ): void {
    const stop = new AbortController();
    const watch = this.#watch(turn, stop);
    const ended = this.#conclude(turn, watch, give(watch, stop.signal));
    this.#current = { turn, stop, ended };
  }

  async #conclude(turn: TurnHead, watch: AnswerWatch, answer: Promise<Outcome>): Promise<void> {
    const outcome = await answer.catch((error: unknown): Outcome => {
      log().error({ error, turnId: turn.id }, 'failed to answer turn');
      return { end: 'failed', failure: 'internal', text: '' };
    });
    watch.close();
    if (this.#current?.turn === turn) this.#current = undefined;
    this.#settle(turn, outcome);
  }

  /** Fails the turn when no reply begins in time. */
  #watch(turn: TurnHead, stop: AbortController): AnswerWatch {
    const arm = (): NodeJS.Timeout =>
      setTimeout(() => {
        this.fail(turn, 'turn_timeout', `No answer began within ${this.#timeoutMs} ms.`);
        stop.abort(TIMED_OUT);
      }, this.#timeoutMs);
    let timeout = arm();
    return {
      begun: () => {
        clearTimeout(timeout);
        if (!this.#log.isSettled(turn.id)) this.#progress(turn, { state: 'answering' });
      },
      brokenOff: () => {
        clearTimeout(timeout);
        timeout = arm();
      },
      close: () => clearTimeout(timeout),
    };
  }

  #leave(turn: TurnHead): void {
    this.fail(turn, 'agent_leaving', 'The agent is leaving: connect again.');
  }

  #settle(turn: TurnHead, outcome: Outcome): void {
    if (this.#log.isSettled(turn.id)) return;
    if (outcome.end === 'failed') {
      const { code, detail } = explain(outcome.failure);
      this.fail(turn, code, detail);
      return;
    }
    if (outcome.text) {
      this.#log.replied(turn.id, outcome.text);
      this.#outbox.reply(turn.id, outcome.text);
    }
    this.#progress(turn, { state: outcome.end === 'interrupted' ? 'superseded' : 'answered' });
  }

  #progress(turn: TurnHead, progress: TurnProgress): void {
    this.#log.record(turn.id, progress);
    log().info({ turnId: turn.id, kind: turn.kind, ...progress }, 'turn');
    this.#outbox.turn(turn, progress);
  }
}

function explain(failure: Failure): { readonly code: ErrorCode; readonly detail: string } {
  switch (failure) {
    case 'refused':
      return { code: 'model_refused', detail: 'The model declined to answer.' };
    case 'stalled':
      return { code: 'turn_timeout', detail: 'The model did not answer in time.' };
    case 'empty':
      return { code: 'model_unavailable', detail: 'The model returned no text.' };
    case 'unavailable':
      return { code: 'model_unavailable', detail: "The model's service failed." };
    case 'lost':
      return { code: 'agent_leaving', detail: 'The agent is leaving: connect again.' };
    case 'internal':
      return { code: 'internal', detail: "Internal error: see the agent's log." };
  }
}
