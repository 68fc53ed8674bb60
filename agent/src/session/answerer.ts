import { type llm, log, type voice } from '@livekit/agents';
import type { Assistant } from '../assistant.ts';
import type { UnaskedAnswer } from '../pipelines/pipeline.ts';
import type { Speech } from '../pipelines/speech.ts';
import { forgetAnswer, forgetTurn } from '../turns/forget-answer.ts';
import type { Picture, UserTurn } from '../turns/user-turn.ts';
import { Attempt } from './attempt.ts';
import { type AnswerProgress, type Failure, type Outcome, TIMED_OUT } from './outcome.ts';
import type { SessionKeeper } from './session-keeper.ts';

/** Attempts at one answer. The turn's own time-out ends them earlier if need be. */
const MAX_ATTEMPTS = 3;

/** Has turns answered: asks again when the model fails, on another session or the other pipeline if need be. */
export class Answerer {
  readonly #keeper: SessionKeeper;
  readonly #assistant: Assistant;
  readonly #look: () => Promise<Picture | undefined>;
  #attempt: Attempt | undefined;

  /** @param look what the user's camera sees, if it is on */
  constructor(
    keeper: SessionKeeper,
    assistant: Assistant,
    look: () => Promise<Picture | undefined>,
  ) {
    this.#keeper = keeper;
    this.#assistant = assistant;
    this.#look = look;
  }

  /** Answers a turn. Aborting the signal interrupts the answer. */
  async answer(asked: UserTurn, progress: AnswerProgress, signal: AbortSignal): Promise<Outcome> {
    const turn = await this.#withView(asked);
    for (let attempt = 1; ; attempt++) {
      const session = await this.#keeper.session();
      if (!session) return { end: 'failed', failure: 'lost', text: '' };
      if (signal.aborted) return { end: 'interrupted', text: '' };
      const outcome = await this.#try(session, turn, progress, signal);
      if (signal.reason === TIMED_OUT) await this.#edit((chat) => forgetTurn(chat, turn.id));
      if (outcome.end !== 'failed') {
        this.#keeper.succeeded();
        return outcome;
      }
      log().warn({ turnId: turn.id, attempt, failure: outcome.failure }, 'attempt failed');
      if (outcome.failure !== 'refused') this.#mend(session, outcome.failure);
      if (outcome.failure === 'refused' || attempt === MAX_ATTEMPTS) {
        await this.#edit((chat) => forgetTurn(chat, turn.id));
        return outcome;
      }
      if (outcome.text) progress.brokenOff();
      await this.#edit((chat) => forgetAnswer(chat, turn.id));
    }
  }

  /** Follows an answer that the model began of its own accord. When it fails, the model is asked in writing. */
  async follow(
    id: string,
    unasked: UnaskedAnswer,
    progress: AnswerProgress,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const session = await this.#keeper.session();
    if (!session) return { end: 'failed', failure: 'lost', text: '' };
    const outcome = await this.#watch(session, unasked.speech, progress, signal);
    const text = unasked.heard();
    if (outcome.end !== 'failed' || outcome.failure === 'refused') {
      this.#keeper.succeeded();
      return outcome;
    }
    log().warn({ turnId: id, failure: outcome.failure }, 'spoken turn not answered');
    this.#mend(session, outcome.failure);
    if (!text) return outcome;
    if (outcome.text) progress.brokenOff();
    return this.answer({ id, kind: 'voice', text, pictures: [] }, progress, signal);
  }

  /** Stops everything that is being said. */
  interrupt(): void {
    this.#keeper.interrupt();
  }

  /** Words of one of the framework's speeches are about to go out. */
  words(speechId: string): void {
    this.#attempt?.words(speechId);
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
      const speech = await this.#keeper.pipeline.ask(session, this.#assistant, turn);
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
    const attempt = new Attempt({ session, speech, begun: () => progress.begun(), signal });
    this.#attempt = attempt;
    const outcome = await attempt.outcome;
    if (this.#attempt === attempt) this.#attempt = undefined;
    return outcome;
  }

  #mend(session: voice.AgentSession, failure: Failure): void {
    // What Gemini Live was asked once it cannot be asked again. In the cascade each question is a request of its own.
    if (failure === 'lost' || this.#keeper.pipeline.name === 'live') {
      this.#keeper.replace(session, failure);
    } else {
      this.#keeper.failed(session, failure);
    }
  }

  async #edit(change: (chat: llm.ChatContext) => llm.ChatContext): Promise<void> {
    await this.#keeper.session();
    await this.#assistant.updateChatCtx(change(this.#assistant.chatCtx));
  }
}
