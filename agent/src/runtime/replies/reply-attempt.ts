import { voice } from '@livekit/agents';
import type { Speech } from '../speech/speech.ts';
import type { Assistant } from '../pipelines/assistant.ts';
import { isFinalErrorOf } from '../pipelines/error-event.ts';
import { vendorErrorOf } from '../models/vendor-rejection.ts';
import { type ReplyProgress, type Outcome, TIMED_OUT } from '../turns/outcome.ts';

/**
 * Time without a word or tool call after which the model has stalled, in ms: long enough for nearly every reply to start, and
 * short enough for a second attempt within the turn's ten seconds.
 */
const STALL_MS = 4500;

export type ReplyAttemptOptions = {
  readonly assistant: Pick<Assistant, 'onFirstWords'>;
  readonly session: voice.AgentSession;
  readonly speech: Speech;
  /** How the session was lost, if it was. */
  readonly loss: () => 'lost' | 'rejected' | undefined;
  readonly progress: Pick<ReplyProgress, 'started'>;
  /** Aborting it interrupts the reply. */
  readonly signal: AbortSignal;
};

/** One attempt at a reply, watched until it ends. */
export class ReplyAttempt {
  readonly outcome: Promise<Outcome>;
  readonly #options: ReplyAttemptOptions;
  readonly #stalled = Promise.withResolvers<'stalled'>();
  #timer: NodeJS.Timeout | undefined;
  #started = false;
  #refused = false;
  #failed = false;
  #rejected = false;
  #isOverQuota = false;

  constructor(options: ReplyAttemptOptions) {
    this.#options = options;
    this.alive();
    this.outcome = this.#watch();
  }

  /** Restarts the stall time-out. */
  alive(): void {
    clearTimeout(this.#timer);
    if (!this.#started) this.#timer = setTimeout(() => this.#stalled.resolve('stalled'), STALL_MS);
  }

  /** The model refused. */
  refused(): void {
    this.#refused = true;
  }

  /** The session was lost: ends the attempt. */
  lost(): void {
    this.#options.speech.interrupt();
  }

  async #watch(): Promise<Outcome> {
    const { assistant, session, speech, signal } = this.#options;
    const unsubscribe = assistant.onFirstWords((speechId) => {
      if (speech.owns(speechId)) this.#start();
    });
    const stop = (): void => speech.interrupt();
    const failed = ({ error }: voice.ErrorEvent): void => {
      // The text of a reply is sent whatever its voice does.
      if (!isFinal(error) || isFinalErrorOf('tts', error)) return;
      this.#failed = true;
      if (!isFinalErrorOf('llm', error)) return;
      const { kind, isPermanent } = vendorErrorOf(error);
      this.#rejected ||= isPermanent;
      this.#isOverQuota ||= kind === 'quota';
    };
    signal.addEventListener('abort', stop, { once: true });
    session.on(voice.AgentSessionEventTypes.Error, failed);
    if (signal.aborted) stop();
    const end = await Promise.race([speech.done, this.#stalled.promise]);
    if (end === 'stalled') speech.interrupt();
    clearTimeout(this.#timer);
    unsubscribe();
    signal.removeEventListener('abort', stop);
    session.off(voice.AgentSessionEventTypes.Error, failed);
    return this.#judge(end === 'stalled');
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    clearTimeout(this.#timer);
    this.#options.progress.started();
  }

  #judge(stalled: boolean): Outcome {
    const { speech, signal, loss } = this.#options;
    const text = speech.text();
    if (signal.reason === TIMED_OUT) return { end: 'failed', failure: 'stalled', text };
    if (signal.aborted) return { end: 'interrupted', text };
    const failure = loss();
    if (failure) return { end: 'failed', failure: this.#rejected ? 'rejected' : failure, text };
    if (stalled || speech.isIncomplete) return { end: 'failed', failure: 'stalled', text };
    if (speech.interrupted) return { end: 'interrupted', text };
    if (this.#refused) return { end: 'failed', failure: 'refused', text };
    if (this.#rejected) return { end: 'failed', failure: 'rejected', text };
    if (this.#isOverQuota) return { end: 'failed', failure: 'quota', text };
    if (this.#failed) return { end: 'failed', failure: 'unavailable', text };
    return text ? { end: 'complete', text } : { end: 'failed', failure: 'empty', text };
  }
}

/** Whether a session's error event is about a service that failed after all retries. */
function isFinal(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'recoverable' in error &&
    error.recoverable === false
  );
}
