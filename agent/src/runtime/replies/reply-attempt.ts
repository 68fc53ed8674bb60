import { voice } from '@livekit/agents';
import type { Speech } from '../speech/speech.ts';
import type { Assistant } from '../pipelines/assistant.ts';
import { type AnswerProgress, type Outcome, TIMED_OUT } from '../turns/outcome.ts';

/**
 * How long the model may take for a first sign of life, in ms, before it is asked anew: nearly always enough for an
 * answer to begin, and little enough for a second attempt within the turn's ten seconds.
 */
const STALL_MS = 4500;

export type AttemptOptions = {
  readonly assistant: Pick<Assistant, 'onFirstWords'>;
  readonly session: voice.AgentSession;
  readonly speech: Speech;
  /** `begun` is called just before the first word goes out. */
  readonly progress: Pick<AnswerProgress, 'begun'>;
  /** Aborted to interrupt it. */
  readonly signal: AbortSignal;
};

/** One attempt at answering a turn, watched until it ends. */
export class ReplyAttempt {
  readonly outcome: Promise<Outcome>;
  readonly #options: AttemptOptions;
  readonly #stalled = Promise.withResolvers<'stalled'>();
  #timer: NodeJS.Timeout | undefined;
  #begun = false;
  #refused = false;
  #failed = false;
  #lost = false;

  constructor(options: AttemptOptions) {
    this.#options = options;
    this.alive();
    this.outcome = this.#watch();
  }

  /** The model did something: it has its whole time again. */
  alive(): void {
    clearTimeout(this.#timer);
    if (!this.#begun) this.#timer = setTimeout(() => this.#stalled.resolve('stalled'), STALL_MS);
  }

  /** The model declined to answer. */
  refused(): void {
    this.#refused = true;
  }

  /** The session is gone: the speech ends now, and nobody interrupted it. */
  lost(): void {
    this.#lost = true;
    this.#options.speech.interrupt();
  }

  async #watch(): Promise<Outcome> {
    const { assistant, session, speech, signal } = this.#options;
    const unsubscribe = assistant.onFirstWords((speechId) => {
      if (speech.owns(speechId)) this.#begin();
    });
    const stop = (): void => speech.interrupt();
    const failed = ({ error }: voice.ErrorEvent): void => {
      this.#failed ||= isFinal(error);
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

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    clearTimeout(this.#timer);
    this.#options.progress.begun();
  }

  #judge(stalled: boolean): Outcome {
    const { speech, signal } = this.#options;
    const text = speech.text();
    if (signal.reason === TIMED_OUT) return { end: 'failed', failure: 'stalled', text };
    if (signal.aborted) return { end: 'interrupted', text };
    if (this.#lost) return { end: 'failed', failure: 'lost', text };
    if (stalled) return { end: 'failed', failure: 'stalled', text };
    if (speech.interrupted) return { end: 'interrupted', text };
    if (this.#refused) return { end: 'failed', failure: 'refused', text };
    if (this.#failed) return { end: 'failed', failure: 'unavailable', text };
    return text ? { end: 'complete', text } : { end: 'failed', failure: 'empty', text };
  }
}

/** Whether an error event of a session says that a model's service has failed for good. */
function isFinal(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'recoverable' in error &&
    error.recoverable === false
  );
}
