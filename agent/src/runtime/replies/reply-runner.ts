import { log, type voice } from '@livekit/agents';
import type { Assistant } from '../pipelines/assistant.ts';
import { withTimeout } from '../async/with-timeout.ts';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { Speech } from '../speech/speech.ts';
import { forgetAttempt, forgetTurn } from '../history/forget-attempt.ts';
import type { Picture, UserTurn } from '../turns/user-turn.ts';
import { ReplyAttempt } from './reply-attempt.ts';
import type { AnswerProgress, Failure, Outcome } from '../turns/outcome.ts';
import type { Edit, SessionSupervisor } from '../pipelines/session-supervisor.ts';

/** Attempts at one reply. The turn's time-out may end them earlier. */
const MAX_ATTEMPTS = 3;

/** How long an interrupted reply may take to end, in ms. Usually it takes a few. */
const SETTLE_MS = 1000;

/** The part of the session supervisor that replies need. */
export type Supervisor = Pick<
  SessionSupervisor,
  'pipeline' | 'session' | 'interrupt' | 'succeeded' | 'failed' | 'replace'
>;

/** Asks the model for replies, and retries on a new session or the other pipeline when it fails. */
export class ReplyRunner {
  readonly #supervisor: Supervisor;
  readonly #assistant: Assistant;
  readonly #look: () => Promise<Picture | undefined>;
  #attempt: ReplyAttempt | undefined;
  /** Resolves when the latest reply has ended. */
  #answering: Promise<void> = Promise.resolve();

  /** @param look takes a picture with the user's camera, if it is on */
  constructor(
    supervisor: Supervisor,
    assistant: Assistant,
    look: () => Promise<Picture | undefined>,
  ) {
    this.#supervisor = supervisor;
    this.#assistant = assistant;
    this.#look = look;
  }

  /** Answers a turn. Aborting the signal interrupts the reply. */
  async answer(turn: UserTurn, progress: AnswerProgress, signal: AbortSignal): Promise<Outcome> {
    const before = this.#answering;
    const settled = Promise.withResolvers<void>();
    this.#answering = settled.promise;
    try {
      // An interrupted reply writes its last words into the chat context before the model reads it again.
      await withTimeout(SETTLE_MS, before);
      return await this.#answer(await this.#withView(turn), progress, signal);
    } finally {
      settled.resolve();
    }
  }

  async #answer(turn: UserTurn, progress: AnswerProgress, signal: AbortSignal): Promise<Outcome> {
    for (let attempt = 1; ; attempt++) {
      const session = await this.#supervisor.session();
      if (!session) return { end: 'failed', failure: 'lost', text: '' };
      if (signal.aborted) return { end: 'interrupted', text: '' };
      const outcome = await this.#try(session, turn, progress, signal);
      if (outcome.end !== 'failed') {
        if (outcome.text) this.#supervisor.succeeded();
        return outcome;
      }
      const { failure } = outcome;
      log().warn({ turnId: turn.id, attempt, failure }, 'reply attempt failed');
      const givesUp = failure === 'refused' || attempt === MAX_ATTEMPTS || signal.aborted;
      const forget = givesUp ? forgetTurn : forgetAttempt;
      await this.#mend(session, failure, (chat) => forget(chat, turn.id));
      if (givesUp) return outcome;
      if (outcome.text) progress.brokenOff();
    }
  }

  /** Follows a reply that the model began by itself. When it fails, the model is asked again with the transcript. */
  async follow(
    id: string,
    unasked: UnaskedAnswer,
    progress: AnswerProgress,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const session = await this.#supervisor.session();
    if (!session) return { end: 'failed', failure: 'lost', text: '' };
    const outcome = await this.#watch(session, unasked.speech, progress, signal);
    if (outcome.end !== 'failed' || outcome.failure === 'refused') {
      if (outcome.text) this.#supervisor.succeeded();
      return outcome;
    }
    const heard = unasked.heard();
    const { failure } = outcome;
    log().warn({ turnId: id, heardId: heard?.id, failure }, 'reply to open microphone failed');
    await this.#mend(session, failure, (chat) => (heard ? forgetAttempt(chat, heard.id) : chat));
    if (!heard?.text || signal.aborted) return outcome;
    if (outcome.text) progress.brokenOff();
    // The id under which the chat context has the transcript, so that it is there once, also after a tool call.
    return this.#answer({ ...heard, kind: 'voice', pictures: [] }, progress, signal);
  }

  /** Stops all speech. */
  interrupt(): void {
    this.#supervisor.interrupt();
  }

  /** Restarts the stall timer: a tool began or ended. */
  alive(): void {
    this.#attempt?.alive();
  }

  refused(): void {
    this.#attempt?.refused();
  }

  lost(): void {
    this.#attempt?.lost();
  }

  /** Adds a picture of the camera, if it is on. */
  async #withView(turn: UserTurn): Promise<UserTurn> {
    if (turn.pictures.length > 0) return turn;
    const picture = await this.#look();
    return picture ? { ...turn, pictures: [picture] } : turn;
  }

  async #try(
    session: voice.AgentSession,
    turn: UserTurn,
    progress: AnswerProgress,
    signal: AbortSignal,
  ): Promise<Outcome> {
    try {
      const speech = await this.#supervisor.pipeline.ask(session, this.#assistant, turn);
      return await this.#watch(session, speech, progress, signal);
    } catch (error) {
      log().warn({ error, turnId: turn.id }, 'failed to request reply');
      return { end: 'failed', failure: 'lost', text: '' };
    }
  }

  async #watch(
    session: voice.AgentSession,
    speech: Speech,
    progress: AnswerProgress,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const attempt = new ReplyAttempt({
      assistant: this.#assistant,
      session,
      speech,
      progress,
      signal,
    });
    this.#attempt = attempt;
    const outcome = await attempt.outcome;
    if (this.#attempt === attempt) this.#attempt = undefined;
    return outcome;
  }

  async #mend(session: voice.AgentSession, failure: Failure, edit: Edit): Promise<void> {
    const isLive = this.#supervisor.pipeline.name === 'live';
    if (failure === 'lost' || (isLive && failure !== 'refused')) {
      // Gemini Live cannot be asked the same turn twice in one session.
      this.#supervisor.replace(session, failure, edit);
      return;
    }
    try {
      await this.#assistant.updateChatCtx(edit(this.#assistant.chatCtx));
    } catch (error) {
      log().warn({ error }, 'failed to roll back chat context');
    }
    // In the cascade each reply is a request of its own, so the session may be good.
    if (failure !== 'refused') this.#supervisor.failed(session, failure);
  }
}
