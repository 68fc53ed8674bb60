import { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { type OpenSttStream, Utterance } from '../push-to-talk/utterance.ts';

const { UserInputTranscribed, UserStateChanged, SpeechCreated } = voice.AgentSessionEventTypes;

/** How long after the end of speech something must have been understood, in ms. Recognition takes less than one. */
const UNDERSTOOD_MS = 3000;

/** How often at most something is recognised anew, in ms: a noisy kitchen sounds like speech all the time. */
const EVERY_MS = 10_000;

/** What is added before the moment at which speech was noticed, in ms. */
const LEAD_MS = 1000;

export type SecondHearingOptions = {
  /** What the microphone heard in the last so many ms. */
  readonly last: (ms: number) => readonly AudioFrame[];
  readonly openSttStream: OpenSttStream;
  /** Words that nobody had understood. */
  readonly heard: (text: string) => void;
};

/**
 * Listens for the open microphone a second time when somebody spoke and nothing came of it: the recogniser or Gemini Live may
 * have been deaf just then. Whether somebody spoke is found out inside the process, without any service.
 */
export class MissedSpeechRecovery {
  readonly #options: SecondHearingOptions;
  #speakingSince: number | undefined;
  #timeout: NodeJS.Timeout | undefined;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(options: SecondHearingOptions) {
    this.#options = options;
  }

  /** Follows a session. The one before is forgotten. */
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
