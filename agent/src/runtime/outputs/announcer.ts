import { log } from '@livekit/agents';
import { withTimeout } from '../async/with-timeout.ts';
import type { Speech } from '../speech/speech.ts';

/** The part of a speech that shows how far it was played out. */
export type Announcement = Pick<Speech, 'interrupted' | 'text' | 'done'>;

export type Speaker = {
  /** Resolves when no turn is being answered and neither agent nor user is speaking. */
  idle(): Promise<void>;
  /** Starts a speech; resolves with `undefined` when there is no session. */
  say(text: string): Promise<Announcement | undefined>;
};

/** Attempts at one announcement: a user who interrupts this often does not want it. */
const MAX_ATTEMPTS = 3;

/** Longest wait for silence, in ms: a machine in the room may sound like speech to the VAD. */
const MAX_WAIT_MS = 30_000;

/**
 * Speaks announcements between turns. An announcement waits for silence, and is repeated when it was interrupted before its
 * end, so that it neither cuts off a reply nor gets lost.
 */
export class Announcer {
  readonly #speaker: Speaker;
  readonly #waiting: string[] = [];
  #working = false;
  #closed = false;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  announce(text: string): void {
    this.#waiting.push(text);
    if (!this.#working) void this.#work();
  }

  close(): void {
    this.#closed = true;
    this.#waiting.length = 0;
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let text = this.#waiting.shift(); text !== undefined; text = this.#waiting.shift()) {
      try {
        await this.#speak(text);
      } catch (error) {
        log().warn({ error }, 'failed to speak announcement');
      }
    }
    this.#working = false;
  }

  async #speak(text: string): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      await withTimeout(MAX_WAIT_MS, this.#speaker.idle());
      if (this.#closed) return;
      const speech = await this.#speaker.say(text);
      if (!speech) return;
      await speech.done;
      if (!speech.interrupted || speech.text().length >= text.length) return;
    }
  }
}
