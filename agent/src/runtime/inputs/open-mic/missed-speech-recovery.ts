import { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { type OpenSttStream, Utterance } from '../push-to-talk/utterance.ts';

const { UserInputTranscribed, UserStateChanged, SpeechCreated } = voice.AgentSessionEventTypes;

/** How long after the end of speech a transcript may take, in ms. Usually it takes less than a second. */
const UNDERSTOOD_MS = 3000;

/** Least time between two recoveries, in ms: noise may sound like speech all the time. */
const EVERY_MS = 10_000;

/** Audio before the detected start of speech, in ms. */
const LEAD_MS = 1000;

export type SecondHearingOptions = {
  /** Audio of the last `ms`. */
  readonly last: (ms: number) => readonly AudioFrame[];
  readonly openSttStream: OpenSttStream;
  /** Called with the transcript of missed speech. */
  readonly heard: (text: string) => void;
};

/**
 * Transcribes speech of the open microphone again when the VAD detected it and no transcript came: the STT or Gemini Live
 * may have been interrupted just then. The VAD runs inside the process.
 */
export class MissedSpeechRecovery {
  readonly #options: SecondHearingOptions;
  #speakingSince: number | undefined;
  #timeout: NodeJS.Timeout | undefined;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(options: SecondHearingOptions) {
    this.#options = options;
  }

  /** Follows a session instead of the one before. */
  follow(session: voice.AgentSession): void {
    this.#understood();
    session.on(UserStateChanged, ({ newState }) => {
      if (newState === 'speaking') this.#speakingSince ??= performance.now();
      else if (this.#speakingSince !== undefined) this.#wait();
    });
    session.on(UserInputTranscribed, () => this.#understood());
    session.on(SpeechCreated, ({ userInitiated }) => {
      if (!userInitiated) this.#understood();
    });
  }

  close(): void {
    clearTimeout(this.#timeout);
  }

  #understood(): void {
    clearTimeout(this.#timeout);
    this.#speakingSince = undefined;
  }

  #wait(): void {
    clearTimeout(this.#timeout);
    this.#timeout = setTimeout(() => void this.#listenAgain(), UNDERSTOOD_MS);
  }

  async #listenAgain(): Promise<void> {
    const now = performance.now();
    const frames = this.#options.last(now - (this.#speakingSince ?? now) + LEAD_MS);
    this.#speakingSince = undefined;
    if (frames.length === 0 || now - this.#lastAt < EVERY_MS) return;
    this.#lastAt = now;
    const talk = new Utterance(this.#options.openSttStream, () => {});
    for (const frame of frames) talk.push(frame);
    const text = await talk.end();
    if (text) this.#options.heard(text);
  }
}
