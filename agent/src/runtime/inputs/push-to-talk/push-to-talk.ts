import type { AudioFrame } from '@livekit/rtc-node';
import type { TurnManager } from '../../turns/turn-manager.ts';
import { PostRoll } from './post-roll.ts';
import { type OpenSttStream, Utterance } from './utterance.ts';

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
};

/** Push-to-talk: a press interrupts the reply and opens the microphone, a release answers, a cancel discards the speech. */
export class PushToTalk {
  readonly #options: PushToTalkOptions;
  #press: Press | undefined;
  /** Presses that are not yet answered, failed or canceled. */
  #busy = 0;
  #idle = Promise.withResolvers<void>();

  constructor(options: PushToTalkOptions) {
    this.#options = options;
  }

  start(turnId: string): void {
    if (this.#press?.turnId === turnId) return;
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
    this.#press = { turnId, utterance, postRoll, stopListening };
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
      turns.fail(turn, 'speech_not_understood', 'No start_talk was received for this turn.');
      return;
    }
    this.#press = undefined;
    turns.release(turnId);
    try {
      await press.postRoll.end();
      press.stopListening();
      const text = await press.utterance.end();
      if (text) turns.answer({ ...turn, text, pictures: [] });
      else if (press.utterance.isRejected) {
        turns.fail(turn, 'model_unavailable', "The speech recognizer's service rejects requests.");
      } else turns.fail(turn, 'speech_not_understood', 'No words were transcribed.');
    } finally {
      this.#settle();
    }
  }

  cancel(): void {
    if (this.#discard()) this.#options.turns.release();
  }

  /** @returns false when the button is not held */
  #discard(): boolean {
    if (!this.#press) return false;
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
