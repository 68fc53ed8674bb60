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

/** Attempts at one answer. The turn's own time-out ends them earlier if need be. */
const MAX_ATTEMPTS = 3;

/** How long an answer that was interrupted may take to end, in ms. Nearly always it is a few. */
const SETTLE_MS = 1000;

/** The part of a session supervisor that answers need. */
export type Supervisor = Pick<
  SessionSupervisor,
  'pipeline' | 'session' | 'interrupt' | 'succeeded' | 'failed' | 'replace'
>;

/** Has turns answered: asks again when the model fails, on another session or the other pipeline if need be. */
export class ReplyRunner {
  readonly #supervisor: Supervisor;
  readonly #assistant: Assistant;
  readonly #look: () => Promise<Picture | undefined>;
  #attempt: ReplyAttempt | undefined;
  /** Resolves when the answer before the next one has ended. */
  #answering: Promise<void> = Promise.resolve();

  /** @param look what the user's camera sees, if it is on */
  constructor(
    supervisor: Supervisor,
    assistant: Assistant,
    look: () => Promise<Picture | undefined>,
  ) {
    this.#supervisor = supervisor;
    this.#assistant = assistant;
    this.#look = look;
  }

  /** Answers a turn. Aborting the signal interrupts the answer. */
  async answer(turn: UserTurn, progress: AnswerProgress, signal: AbortSignal): Promise<Outcome> {
    const before = this.#answering;
    const settled = Promise.withResolvers<void>();
    this.#answering = settled.promise;
    try {
      // What was interrupted leaves the conversation as it should be before the model sees it again.
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
      log().warn({ turnId: turn.id, attempt, failure }, 'attempt failed');
      const givesUp = failure === 'refused' || attempt === MAX_ATTEMPTS || signal.aborted;
      const forget = givesUp ? forgetTurn : forgetAttempt;
      await this.#mend(session, failure, (chat) => forget(chat, turn.id));
      if (givesUp) return outcome;
      if (outcome.text) progress.brokenOff();
    }
  }

  /** Follows an answer that the model began of its own accord. When it fails, the model is asked in writing. */
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
    log().warn({ turnId: id, heardId: heard?.id, failure }, 'spoken turn not answered');
    await this.#mend(session, failure, (chat) => (heard ? forgetAttempt(chat, heard.id) : chat));
    if (!heard?.text || signal.aborted) return outcome;
    if (outcome.text) progress.brokenOff();
    // Under the id that it is noted by, the conversation has it once, also if a tool was called for it.
    return this.#answer({ ...heard, kind: 'voice', pictures: [] }, progress, signal);
  }

  /** Stops everything that is being said. */
  interrupt(): void {
    this.#supervisor.interrupt();
  }

  /** A tool began or ended: the model is at work. */
  alive(): void {
    this.#attempt?.alive();
  }

  refused(): void {
    this.#attempt?.refused();
  }

  lost(): void {
    this.#attempt?.lost();
  }

  /** Who has the camera on speaks of what it shows. */
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
      log().warn({ error, turnId: turn.id }, 'not asked');
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
      // What Gemini Live was asked once it cannot be asked again.
      this.#supervisor.replace(session, failure, edit);
      return;
    }
    try {
      await this.#assistant.updateChatCtx(edit(this.#assistant.chatCtx));
    } catch (error) {
      log().warn({ error }, 'not forgotten');
    }
    // In the cascade each question is a request of its own.
    if (failure !== 'refused') this.#supervisor.failed(session, failure);
  }
}
