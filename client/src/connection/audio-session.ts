import type { AudioListener, Platform } from '../platform/platform.ts';

/**
 * The device's sound, from the first room to the last of a connection. Taken and given back one after the other: on a
 * phone, a session that is ended while the next one begins leaves that one deaf.
 */
export class AudioSession {
  readonly #platform: Pick<Platform, 'openAudio'>;
  readonly #listener: AudioListener;
  #release: (() => Promise<void>) | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(platform: Pick<Platform, 'openAudio'>, listener: AudioListener) {
    this.#platform = platform;
    this.#listener = listener;
  }

  /** Takes the sound, unless it is taken. @throws what the platform throws */
  open(): Promise<void> {
    return this.#change(async () => {
      this.#release ??= await this.#platform.openAudio?.(this.#listener);
    });
  }

  /** Gives it back, once the last call is over. Who takes it meanwhile gets it after that. */
  closeAfter(callOver: Promise<void> | undefined): Promise<void> {
    return this.#change(async () => {
      await callOver;
      const release = this.#release;
      this.#release = undefined;
      await release?.();
    });
  }

  #change(change: () => Promise<void>): Promise<void> {
    const done = this.#last.then(change);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
