import { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { withoutRepeatedWords } from '../../models/renewal/repeated-words.ts';
import { type OpenSttStream, Utterance } from '../push-to-talk/utterance.ts';

const { UserInputTranscribed, UserStateChanged, SpeechCreated } = voice.AgentSessionEventTypes;

/** Time from the end of speech to its transcript, in ms. STT takes less than a second. */
const TRANSCRIPT_TIMEOUT_MS = 3000;

/** Shortest time between two recoveries, in ms: constant noise may sound like speech. */
const INTERVAL_MS = 10_000;

/** Audio from before the VAD detected speech, in ms. */
const LEAD_MS = 1000;

/** Longest time from the recovery to a late transcript of the same speech, in ms. */
const LATE_MS = 10_000;

export type MissedSpeechRecoveryOptions = {
  /** The microphone's frames of the last `ms`. */
  readonly last: (ms: number) => readonly AudioFrame[];
  readonly openSttStream: OpenSttStream;
  /** Called with speech that the session missed. */
  readonly recovered: (text: string) => void;
};

/**
 * Transcribes speech of the open microphone again when neither a transcript nor a reply followed it, because STT or Gemini Live
 * may have failed at that moment. The VAD that detects the speech runs inside the process.
 */
export class MissedSpeechRecovery {
  readonly #options: MissedSpeechRecoveryOptions;
  #speakingSince: number | undefined;
  #timeout: NodeJS.Timeout | undefined;
  #lastAt = Number.NEGATIVE_INFINITY;
  /** The speech that is being transcribed again. */
  #utterance: Utterance | undefined;
  #recovered: { readonly text: string; readonly at: number } | undefined;

  constructor(options: MissedSpeechRecoveryOptions) {
    this.#options = options;
  }

  /** Follows the session in use. */
  follow(session: voice.AgentSession): void {
    this.#reset();
    session.on(UserStateChanged, ({ newState }) => {
      if (newState === 'speaking') this.#speakingSince ??= performance.now();
      else if (this.#speakingSince !== undefined) this.#wait();
    });
    session.on(UserInputTranscribed, () => this.#understood());
    session.on(SpeechCreated, ({ userInitiated }) => {
      if (!userInitiated) this.#understood();
    });
  }

  /** Whether speech with these words was recovered just now: this transcript of it is late. */
  hasRecovered(text: string): boolean {
    const { text: recovered = '', at = 0 } = this.#recovered ?? {};
    return performance.now() - at < LATE_MS && withoutRepeatedWords(recovered, text) === '';
  }

  close(): void {
    this.#understood();
  }

  /** The session has a transcript of the speech, or a reply to it. */
  #understood(): void {
    this.#reset();
    this.#utterance?.cancel();
    this.#utterance = undefined;
  }

  #reset(): void {
    clearTimeout(this.#timeout);
    this.#speakingSince = undefined;
  }

  #wait(): void {
    clearTimeout(this.#timeout);
    this.#timeout = setTimeout(() => void this.#transcribeAgain(), TRANSCRIPT_TIMEOUT_MS);
  }

  async #transcribeAgain(): Promise<void> {
    const now = performance.now();
    const frames = this.#options.last(now - (this.#speakingSince ?? now) + LEAD_MS);
    this.#speakingSince = undefined;
    if (frames.length === 0 || now - this.#lastAt < INTERVAL_MS) return;
    this.#lastAt = now;
    const utterance = new Utterance(this.#options.openSttStream, () => {});
    for (const frame of frames) utterance.push(frame);
    this.#utterance = utterance;
    const text = await utterance.end();
    if (this.#utterance === utterance) this.#utterance = undefined;
    if (!text) return;
    this.#recovered = { text, at: performance.now() };
    this.#options.recovered(text);
  }
}
