import { voice } from '@livekit/agents';
import type { Speech } from '../speech/speech.ts';
import type { Assistant } from '../pipelines/assistant.ts';
import { type AnswerProgress, type Outcome, TIMED_OUT } from '../turns/outcome.ts';

/**
 * How long the model may take to begin, in ms, before it is asked again: enough for nearly every reply, and little enough
 * for a second attempt within the turn's ten seconds.
 */
const STALL_MS = 4500;

export type AttemptOptions = {
  readonly assistant: Pick<Assistant, 'onFirstWords'>;
  readonly session: voice.AgentSession;
  readonly speech: Speech;
  /** `begun` is called just before the first word is sent. */
  readonly progress: Pick<AnswerProgress, 'begun'>;
  /** Aborting it interrupts the reply. */
  readonly signal: AbortSignal;
};

/** One attempt at a reply, until it ends. */
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

  /** Restarts the stall timer. */
  alive(): void {
    clearTimeout(this.#timer);
    if (!this.#begun) this.#timer = setTimeout(() => this.#stalled.resolve('stalled'), STALL_MS);
  }

  /** The model refused to answer. */
  refused(): void {
    this.#refused = true;
  }

  /** The session closed: the speech ends, and counts as lost rather than interrupted. */
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

/** Whether an error event says that the framework has given up on a model. */
function isFinal(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'recoverable' in error &&
    error.recoverable === false
  );
}
