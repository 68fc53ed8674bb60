import type { AudioFrame } from '@livekit/rtc-node';
import { log } from '@livekit/agents';
import { RateLimiter } from '../../async/rate-limiter.ts';
import type { TurnManager } from '../../turns/turn-manager.ts';
import type { UserTurn } from '../../turns/user-turn.ts';
import { PostRoll } from './post-roll.ts';
import { type OpenSttStream, Utterance } from './utterance.ts';

/** Each press opens an STT stream. More presses than a conversation has. */
const PRESS_RATE = { burst: 10, perMinute: 30 };

/** Longest press, in ms. It then ends as if it were released: the app is gone, or the button stuck. */
const MAX_PRESS_MS = 120_000;

/** A press that arrives so soon after its release was overtaken by it, in ms. */
const OVERTAKEN_MS = 5000;

export type PushToTalkOptions = {
  readonly turns: Pick<TurnManager, 'receive' | 'answer' | 'fail' | 'press' | 'release'>;
  readonly microphone: { listen(listener: (frame: AudioFrame) => void): () => void };
  readonly openSttStream: OpenSttStream;
  /** Called with a turn's transcript so far, for the app to show. */
  readonly transcribed: (turnId: string, text: string, final: boolean) => void;
};

type Press = {
  readonly turnId: string;
  readonly utterance: Utterance;
  readonly postRoll: PostRoll;
  readonly stopListening: () => void;
  readonly timeout: NodeJS.Timeout;
};

/** Push-to-talk: a press interrupts the reply and opens the microphone, a release answers, a cancel discards the speech. */
export class PushToTalk {
  readonly #options: PushToTalkOptions;
  #press: Press | undefined;
  readonly #rateLimiter = new RateLimiter(PRESS_RATE);
  /** The turn of the latest press beyond the rate. */
  #rejected: string | undefined;
  /** The latest release without a press. */
  #overtaking: { readonly turnId: string; readonly at: number } | undefined;
  /** Presses that are not yet answered, failed or canceled. */
  #busy = 0;
  #idle = Promise.withResolvers<void>();

  constructor(options: PushToTalkOptions) {
    this.#options = options;
  }

  start(turnId: string): void {
    if (this.#press?.turnId === turnId || this.#isReleased(turnId)) return;
    if (!this.#rateLimiter.take(performance.now())) {
      this.cancel();
      this.#rejected = turnId;
      return;
    }
    this.#discard();
    this.#options.turns.press();
    const utterance = new Utterance(this.#options.openSttStream, (text, final) =>
      this.#options.transcribed(turnId, text, final),
    );
    const postRoll = new PostRoll();
    const stopListening = this.#options.microphone.listen((frame) => {
      utterance.push(frame);
      postRoll.push(frame);
    });
    const timeout = setTimeout(() => void this.end(turnId), MAX_PRESS_MS);
    this.#press = { turnId, utterance, postRoll, stopListening, timeout };
    this.#begin();
  }

  /** Resolves when the button is released and each press is answered, failed or canceled. */
  async idle(): Promise<void> {
    if (this.#busy > 0) await this.#idle.promise;
  }

  /** Resolves when the turn was passed on to be answered, or has failed. */
  async end(turnId: string): Promise<void> {
    const press = this.#press;
    const turn = { id: turnId, kind: 'voice' } as const;
    const { turns } = this.#options;
    if (!turns.receive(turn)) {
      if (press?.turnId === turnId) this.cancel();
      return;
    }
    if (press?.turnId !== turnId) {
      this.#failWithoutPress(turn);
      return;
    }
    this.#press = undefined;
    clearTimeout(press.timeout);
    turns.release(turnId);
    const text = await transcriptOf(press);
    if (text) turns.answer({ ...turn, text, pictures: [] });
    else if (press.utterance.isRejected) {
      turns.fail(turn, 'model_unavailable', "The speech recognizer's service rejects requests.");
    } else turns.fail(turn, 'speech_not_understood', 'No words were transcribed.');
    this.#settle();
  }

  cancel(): void {
    if (this.#discard()) this.#options.turns.release();
  }

  #isReleased(turnId: string): boolean {
    const { turnId: released, at } = this.#overtaking ?? {};
    return released === turnId && performance.now() - (at ?? 0) < OVERTAKEN_MS;
  }

  #failWithoutPress(turn: Pick<UserTurn, 'id' | 'kind'>): void {
    const { turns } = this.#options;
    if (this.#rejected === turn.id) {
      turns.fail(turn, 'rate_limited', 'Too many presses: wait a moment.');
      return;
    }
    this.#overtaking = { turnId: turn.id, at: performance.now() };
    turns.fail(turn, 'speech_not_understood', 'No start_talk was received for this turn.');
  }

  /** @returns false when the button is not held */
  #discard(): boolean {
    if (!this.#press) return false;
    clearTimeout(this.#press.timeout);
    this.#press.stopListening();
    this.#press.utterance.cancel();
    this.#press = undefined;
    this.#settle();
    return true;
  }

  #begin(): void {
    if (this.#busy++ === 0) this.#idle = Promise.withResolvers();
  }

  #settle(): void {
    if (--this.#busy === 0) this.#idle.resolve();
  }
}

/** The words of a released press; empty when there are none, or when they could not be transcribed. */
async function transcriptOf({ postRoll, utterance, stopListening }: Press): Promise<string> {
  try {
    await postRoll.end();
    stopListening();
    return await utterance.end();
  } catch (error) {
    log().warn({ error }, 'failed to transcribe press');
    stopListening();
    utterance.cancel();
    return '';
  }
}
