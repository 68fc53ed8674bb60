import { randomUUID } from 'node:crypto';
import { type ErrorCode, TURN_TIMEOUT_MS, type TurnProgress } from '@bakebot/protocol';
import { log } from '@livekit/agents';
import { RateLimiter } from '../async/rate-limiter.ts';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { TurnsSnapshot } from './turns-snapshot.ts';
import { explainFailure } from './explain-failure.ts';
import { type ReplyProgress, type Outcome, TIMED_OUT } from './outcome.ts';
import type { ReplySource } from './reply-source.ts';
import { isRetryable } from './is-retryable.ts';
import { arbitrate } from './arbitrate.ts';
import { type TurnHead, TurnLog } from './turn-log.ts';
import type { UserTurn } from './user-turn.ts';

/** Each turn costs a model call. More turns than a conversation has. */
const TURN_RATE = { burst: 10, perMinute: 30 };

/** Ended turns that are remembered when another process takes over. */
const REMEMBERED = 20;

/** Receives what becomes of turns, for the app. */
export type TurnListener = {
  turn(turn: TurnHead, progress: TurnProgress): void;
  /** The whole reply to a turn, before its last progress. */
  reply(turnId: string, text: string): void;
};

type ReplyWatch = ReplyProgress & { close(): void };

/** The turn that is being answered. */
type Current = {
  readonly turn: TurnHead;
  /** Absent of speech that the model received directly. */
  readonly content?: UserTurn | undefined;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
};

/**
 * Brings every turn, whatever its input, to an end: answered, superseded by a newer one, or failed with a code. The newest
 * turn wins: see {@link arbitrate}. Its states are those of the protocol's turn machine.
 */
export class TurnManager {
  readonly #source: ReplySource;
  readonly #listener: TurnListener;
  readonly #timeoutMs: number;
  readonly #log = new TurnLog();
  readonly #rateLimiter = new RateLimiter(TURN_RATE);
  #current: Current | undefined;
  /** A complete turn that waits until the user has spoken. */
  #waiting: UserTurn | undefined;
  /** See {@link Arbitration}. */
  #newestAsked = 0;
  #spoken = 0;
  #isClosed = false;

  constructor(source: ReplySource, listener: TurnListener, timeoutMs: number = TURN_TIMEOUT_MS) {
    this.#source = source;
    this.#listener = listener;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Acknowledges a turn, possibly before its content has arrived.
   *
   * @returns false for a turn that was received before, whose state is sent once more, and for one that is rejected: beyond the
   * rate limit, or because the agent is leaving. A failed turn may be retried under its id.
   */
  receive(turn: TurnHead): boolean {
    const known = this.#log.find(turn.id);
    if (known && known.progress.state !== 'failed') {
      // A client that repeats a turn may have missed the reply, too.
      if (known.reply) this.#listener.reply(turn.id, known.reply);
      this.#listener.turn(turn, known.progress);
      return false;
    }
    this.#progress(turn, { state: 'received' });
    if (this.#isClosed) {
      this.#failLeaving(turn);
      return false;
    }
    if (this.#rateLimiter.take(performance.now())) return true;
    this.fail(turn, 'rate_limited', 'Too many turns: wait a moment.');
    return false;
  }

  /** Receives and answers a complete turn. */
  take(turn: UserTurn): void {
    if (this.receive(turn)) this.answer(turn);
  }

  /** Answers a received turn whose content is complete, unless a newer one is answered or spoken: see {@link arbitrate}. */
  answer(turn: UserTurn): void {
    if (this.#log.hasEnded(turn.id)) return;
    const number = this.#log.numberOf(turn.id);
    if (number === this.#spoken) this.#spoken = 0;
    const state = {
      isClosed: this.#isClosed,
      newestAsked: this.#newestAsked,
      spoken: this.#spoken,
    };
    switch (arbitrate(number, state)) {
      case 'ask':
        this.#ask(turn, number);
        break;
      case 'wait':
        this.#supersedeWaiting();
        this.#waiting = turn;
        break;
      case 'supersede':
        this.#supersede(turn);
        break;
      case 'leaving':
        this.#failLeaving(turn);
        break;
    }
  }

  /** The user holds the talk button: interrupts the reply, and begins no other before the button is released. */
  press(): void {
    this.#spoken = Number.POSITIVE_INFINITY;
    this.#interrupt();
  }

  /** The user has released the talk button. @param turnId of what they said, unless it was canceled */
  release(turnId?: string): void {
    this.#spoken = turnId === undefined ? 0 : this.#log.numberOf(turnId);
    if (this.#spoken === 0) this.answerWaiting();
  }

  isAnswering(): boolean {
    return this.#current !== undefined;
  }

  /** Resolves when no turn is being answered. */
  async idle(): Promise<void> {
    while (this.#current) await this.#current.ended;
  }

  /** Makes a turn of speech that the model received directly and is already replying to. */
  adopt(answer: UnaskedAnswer): void {
    const turn = { id: randomUUID(), kind: 'voice' } as const;
    if (this.#isClosed || !this.receive(turn)) {
      answer.speech.interrupt();
      return;
    }
    this.#current?.abort.abort();
    this.#newestAsked = this.#log.numberOf(turn.id);
    this.#start(turn, (progress, signal) => this.#source.follow(turn.id, answer, progress, signal));
  }

  /** Waits for the current reply. Turns that arrive from now on fail, for another agent to answer. */
  async finish(): Promise<void> {
    this.#isClosed = true;
    this.answerWaiting();
    await this.idle();
  }

  /** Fails all open turns and all later ones, for another agent to answer. */
  close(): void {
    this.#isClosed = true;
    this.#waiting = undefined;
    for (const turn of this.#log.open()) this.#failLeaving(turn);
    this.#current?.abort.abort();
  }

  /** What another process needs to go on: see {@link TurnsSnapshot}. */
  snapshot(): TurnsSnapshot {
    const unanswered = this.#waiting ?? this.#current?.content;
    return {
      ended: this.#log.ended(REMEMBERED).map(({ turn, progress, reply }) => ({
        turn,
        progress,
        reply,
      })),
      ...(unanswered && {
        unanswered: { id: unanswered.id, kind: unanswered.kind, text: unanswered.text },
      }),
    };
  }

  /** Takes over turns from another process. The one that it did not answer waits for `answerWaiting`. */
  restore({ ended, unanswered }: TurnsSnapshot): void {
    this.#log.restore(ended);
    // A client sends a photo turn again, because its photos are not kept.
    if (!unanswered?.text || unanswered.kind === 'image') return;
    this.#log.restore([{ turn: unanswered, progress: { state: 'received' } }]);
    this.#waiting = { ...unanswered, pictures: [] };
  }

  /** Answers the turn that waits: until the user has spoken, or for a process that takes over. */
  answerWaiting(): void {
    const turn = this.#waiting;
    this.#waiting = undefined;
    if (turn) this.answer(turn);
  }

  fail(turn: TurnHead, code: ErrorCode, detail: string): void {
    const isSpoken = this.#log.numberOf(turn.id) === this.#spoken;
    this.#progress(turn, { state: 'failed', code, detail, retryable: isRetryable(code) });
    if (isSpoken) this.release();
  }

  #ask(turn: UserTurn, number: number): void {
    this.#supersedeWaiting();
    this.#newestAsked = number;
    this.#interrupt();
    this.#start(turn, (progress, signal) => this.#source.answer(turn, progress, signal), turn);
  }

  /** Ends a turn that will not be answered. The model sees it with the next one: it may matter («I have a nut allergy»). */
  #supersede(turn: UserTurn): void {
    void this.#source.note(turn);
    this.#progress(turn, { state: 'superseded' });
  }

  #supersedeWaiting(): void {
    if (this.#waiting) this.#supersede(this.#waiting);
    this.#waiting = undefined;
  }

  #interrupt(): void {
    this.#current?.abort.abort();
    this.#source.interrupt();
  }

  #start(
    turn: TurnHead,
    reply: (progress: ReplyProgress, signal: AbortSignal) => Promise<Outcome>,
    content?: UserTurn,
  ): void {
    const abort = new AbortController();
    const number = this.#log.numberOf(turn.id);
    // A turn that failed may be open again, under a new number, when the reply to it ends.
    const isOpen = (): boolean =>
      this.#log.numberOf(turn.id) === number && !this.#log.hasEnded(turn.id);
    const watch = this.#watch(turn, abort, isOpen);
    const ended = this.#conclude(turn, reply(watch, abort.signal), watch, isOpen);
    this.#current = { turn, content, abort, ended };
  }

  async #conclude(
    turn: TurnHead,
    answer: Promise<Outcome>,
    watch: ReplyWatch,
    isOpen: () => boolean,
  ): Promise<void> {
    const outcome = await answer.catch((error: unknown): Outcome => {
      log().error({ error, turnId: turn.id }, 'failed to answer turn');
      return { end: 'failed', failure: 'internal', text: '' };
    });
    watch.close();
    if (this.#current?.turn === turn) this.#current = undefined;
    if (isOpen()) this.#settle(turn, outcome);
  }

  /** Fails the turn unless a reply starts in time. */
  #watch(turn: TurnHead, abort: AbortController, isOpen: () => boolean): ReplyWatch {
    const arm = (): NodeJS.Timeout =>
      setTimeout(() => {
        this.fail(turn, 'turn_timeout', `No reply started within ${this.#timeoutMs} ms.`);
        abort.abort(TIMED_OUT);
      }, this.#timeoutMs);
    let timeout = arm();
    return {
      started: () => {
        clearTimeout(timeout);
        if (isOpen()) this.#progress(turn, { state: 'answering' });
      },
      restarting: () => {
        clearTimeout(timeout);
        timeout = arm();
      },
      close: () => clearTimeout(timeout),
    };
  }

  #failLeaving(turn: TurnHead): void {
    this.fail(turn, 'agent_leaving', 'The agent is leaving: connect again.');
  }

  #settle(turn: TurnHead, outcome: Outcome): void {
    if (outcome.end === 'failed') {
      const { code, detail } = explainFailure(outcome.failure);
      this.fail(turn, code, detail);
      return;
    }
    if (outcome.text) {
      this.#log.replied(turn.id, outcome.text);
      this.#listener.reply(turn.id, outcome.text);
    }
    this.#progress(turn, { state: outcome.end === 'interrupted' ? 'superseded' : 'answered' });
  }

  #progress(turn: TurnHead, progress: TurnProgress): void {
    if (!this.#log.record(turn, progress)) return;
    log().info({ turnId: turn.id, kind: turn.kind, ...progress }, 'turn');
    this.#listener.turn(turn, progress);
  }
}
