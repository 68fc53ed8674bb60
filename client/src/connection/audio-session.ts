import { SerialQueue } from '../async/serial-queue.ts';
import type { AudioListener, Platform } from '../platform/platform.ts';

/**
 * The device's audio session, from the first room of a connection to the last. Sessions start and end in sequence: on a
 * phone, ending one while the next one starts leaves the next one without audio.
 */
export class AudioSession {
  readonly #platform: Pick<Platform, 'openAudio'>;
  readonly #listener: AudioListener;
  readonly #changes = new SerialQueue();
  #release: (() => Promise<void>) | undefined;

  constructor(platform: Pick<Platform, 'openAudio'>, listener: AudioListener) {
    this.#platform = platform;
    this.#listener = listener;
  }

  /** Does nothing when the session is open. @throws what the platform throws */
  open(): Promise<void> {
    return this.#changes.run(async () => {
      this.#release ??= await this.#platform.openAudio?.(this.#listener);
    });
  }

  /** Closes the session when the last room has been left. */
  closeAfter(roomLeft: Promise<void> | undefined): Promise<void> {
    return this.#changes.run(async () => {
      await roomLeft;
      const release = this.#release;
      this.#release = undefined;
      await release?.();
    });
  }
}
