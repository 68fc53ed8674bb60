import { once } from 'node:events';
import { log, type voice } from '@livekit/agents';
import type { Assistant } from '../pipelines/assistant.ts';
import { withTimeout } from '../async/with-timeout.ts';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { Speech } from '../speech/speech.ts';
import { forgetAttempt, forgetTurn } from '../history/forget-attempt.ts';
import { noteTurn } from '../history/note-turn.ts';
import type { Picture, UserTurn } from '../turns/user-turn.ts';
import { ReplyAttempt } from './reply-attempt.ts';
import type { ReplyProgress, Failure, Outcome } from '../turns/outcome.ts';
import type { Edit, SessionSupervisor } from '../pipelines/session-supervisor.ts';

/** Attempts at one reply. The turn's own time-out may end them earlier. */
const MAX_ATTEMPTS = 3;

/** Time for an interrupted reply to end, in ms. It usually takes a few. */
const SETTLE_MS = 1000;

export type Supervisor = Pick<
  SessionSupervisor,
  | 'pipeline'
  | 'session'
  | 'sessionForTurn'
  | 'interrupt'
  | 'succeeded'
  | 'failed'
  | 'lossOf'
  | 'rejections'
  | 'replace'
>;

/** Asks the model for replies, and retries when it fails: on a new session, or on the other pipeline. */
export class ReplyRunner {
  readonly #supervisor: Supervisor;
  readonly #assistant: Assistant;
  readonly #captureCamera: () => Promise<Picture | undefined>;
  #attempt: ReplyAttempt | undefined;
  /** Resolves when the latest reply has ended. */
  #lastReply: Promise<void> = Promise.resolve();

  /** @param captureCamera resolves with the current camera frame, if the camera is on */
  constructor(
    supervisor: Supervisor,
    assistant: Assistant,
    captureCamera: () => Promise<Picture | undefined>,
  ) {
    this.#supervisor = supervisor;
    this.#assistant = assistant;
    this.#captureCamera = captureCamera;
  }

  /** Answers a turn. Aborting the signal interrupts the reply. */
  async answer(turn: UserTurn, progress: ReplyProgress, signal: AbortSignal): Promise<Outcome> {
    const previous = this.#lastReply;
    const settled = Promise.withResolvers<void>();
    this.#lastReply = settled.promise;
    try {
      // The chat context must reflect the interruption before the model reads it.
      await withTimeout(SETTLE_MS, previous);
      const seen = await this.#withCamera(turn, signal);
      // Before the session is open, and also when a newer turn came meanwhile: what the user said must not be lost.
      await withTimeout(SETTLE_MS, this.note(seen));
      return await this.#answer(seen, progress, signal);
    } finally {
      settled.resolve();
    }
  }

  async #answer(turn: UserTurn, progress: ReplyProgress, signal: AbortSignal): Promise<Outcome> {
    this.#supervisor.rejections.retryNow();
    for (let attempt = 1; ; attempt++) {
      const session = await this.#supervisor.sessionForTurn();
      if (!session) return { end: 'failed', failure: 'lost', text: '' };
      if (session === 'rejected') {
        await this.#edit((chat) => forgetTurn(chat, turn.id));
        return { end: 'failed', failure: 'rejected', text: '' };
      }
      const { pipeline } = this.#supervisor;
      if (signal.aborted) return { end: 'interrupted', text: '' };
      const outcome = await this.#try(session, turn, progress, signal);
      if (outcome.end !== 'failed') {
        if (outcome.text) this.#supervisor.succeeded();
        return outcome;
      }
      const { failure } = outcome;
      log().warn({ turnId: turn.id, attempt, failure }, 'reply attempt failed');
      const isRejected = failure === 'rejected';
      // The STT lost the session, perhaps just before the vendor's fault ended: the LLM has not been asked.
      const isRetryDue =
        isRejected && attempt === 1 && this.#supervisor.lossOf(session) !== undefined;
      const isHopeless = isRejected && !this.#supervisor.rejections.add(pipeline) && !isRetryDue;
      if (isRetryDue) this.#supervisor.rejections.retryNow();
      const givesUp =
        failure === 'refused' || isHopeless || attempt === MAX_ATTEMPTS || signal.aborted;
      const forget = givesUp ? forgetTurn : forgetAttempt;
      await this.#recover(session, failure, (chat) => forget(chat, turn.id), isHopeless);
      if (givesUp) return outcome;
      if (outcome.text) progress.restarting();
    }
  }

  /** Follows a reply that the model started by itself. When it fails, the user's words are sent as text. */
  async follow(
    id: string,
    unasked: UnaskedAnswer,
    progress: ReplyProgress,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const session = await this.#supervisor.session();
    if (!session) return { end: 'failed', failure: 'lost', text: '' };
    const outcome = await this.#watch(session, unasked.speech, progress, signal);
    if (outcome.end !== 'failed' || outcome.failure === 'refused') {
      if (outcome.text) this.#supervisor.succeeded();
      return outcome;
    }
    const words = unasked.transcript();
    const { failure } = outcome;
    log().warn({ turnId: id, messageId: words?.id, failure }, 'unasked reply failed');
    await this.#recover(session, failure, (chat) => (words ? forgetAttempt(chat, words.id) : chat));
    if (!words?.text || signal.aborted) return outcome;
    if (outcome.text) progress.restarting();
    // Under the id of its message, the chat context has the turn once, even if a tool was called for it.
    return this.#answer({ ...words, kind: 'voice', pictures: [] }, progress, signal);
  }

  /** Adds a turn to what the model knows, without asking for a reply. */
  async note(turn: UserTurn): Promise<void> {
    try {
      await noteTurn(this.#assistant, turn);
    } catch (error) {
      // A session that is lost cannot take it; the next one does.
      log().warn({ error, turnId: turn.id }, 'failed to send turn to the model');
    }
  }

  interrupt(): void {
    this.#supervisor.interrupt();
  }

  /** Restarts the stall time-out: a tool started or ended. */
  alive(): void {
    this.#attempt?.alive();
  }

  refused(): void {
    this.#attempt?.refused();
  }

  lost(): void {
    this.#attempt?.lost();
  }

  /** Adds the camera's current frame to a turn without pictures, unless the turn is interrupted before it has arrived. */
  async #withCamera(turn: UserTurn, signal: AbortSignal): Promise<UserTurn> {
    if (turn.pictures.length > 0) return turn;
    const picture = await Promise.race([this.#captureCamera(), aborted(signal)]);
    return picture ? { ...turn, pictures: [picture] } : turn;
  }

  async #try(
    session: voice.AgentSession,
    turn: UserTurn,
    progress: ReplyProgress,
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
    progress: ReplyProgress,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const attempt = new ReplyAttempt({
      assistant: this.#assistant,
      session,
      speech,
      loss: () => this.#supervisor.lossOf(session),
      progress,
      signal,
    });
    this.#attempt = attempt;
    const outcome = await attempt.outcome;
    if (this.#attempt === attempt) this.#attempt = undefined;
    return outcome;
  }

  /** @param isHopeless whether no other session would fare better */
  async #recover(
    session: voice.AgentSession,
    failure: Failure,
    edit: Edit,
    isHopeless = false,
  ): Promise<void> {
    const isLive = this.#supervisor.pipeline.name === 'live';
    const isRejected = failure === 'rejected';
    if (failure === 'lost' || (isRejected && !isHopeless) || (isLive && failure !== 'refused')) {
      // Gemini Live cannot take a question back: a retry needs a new session.
      this.#supervisor.replace(session, failure, edit, isRejected);
      return;
    }
    await this.#edit(edit);
    // In the cascade each attempt is a request of its own, so that the session may stay.
    if (failure !== 'refused' && !isRejected) this.#supervisor.failed(session, failure);
  }

  async #edit(edit: Edit): Promise<void> {
    try {
      await this.#assistant.updateChatCtx(edit(this.#assistant.chatCtx));
    } catch (error) {
      log().warn({ error }, 'failed to roll back chat context');
    }
  }
}

/** Resolves when the signal aborts. */
async function aborted(signal: AbortSignal): Promise<undefined> {
  if (!signal.aborted) await once(signal, 'abort');
  return undefined;
}
