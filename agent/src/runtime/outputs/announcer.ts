import { log } from '@livekit/agents';
import { withTimeout } from '../async/with-timeout.ts';
import type { Speech } from '../speech/speech.ts';

/** What tells whether something was heard: see `pipelines/speech.ts`. */
export type Announcement = Pick<Speech, 'interrupted' | 'text' | 'done'>;

export type Speaker = {
  /** Resolves when nobody speaks: no answer is being given or is due, and the user says nothing. */
  idle(): Promise<void>;
  /** Begins to say it; resolves without an announcement when there is nobody to say it any more. */
  say(text: string): Promise<Announcement | undefined>;
};

/** How often a text is begun at most. Whoever cuts it off this often has heard enough. */
const MAX_ATTEMPTS = 3;

/** How long to wait for silence, in ms: a mixer sounds like speech. What is said then still waits for an answer's end. */
const MAX_WAIT_MS = 30_000;

/**
 * Says what cannot wait for a question, such as that a timer rings, without cutting an answer off and without being
 * lost: it waits until nobody speaks, and what was cut off before its end is said again.
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
        await this.#sayToTheEnd(text);
      } catch (error) {
        log().warn({ error }, 'an announcement was not said');
      }
    }
    this.#working = false;
  }

  async #sayToTheEnd(text: string): Promise<void> {
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
