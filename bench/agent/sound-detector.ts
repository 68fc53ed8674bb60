import { AudioStream, type RemoteTrack } from '@livekit/rtc-node';

/** Samples below this amplitude, of 32768, are silence. */
export const SILENCE = 330;

/** Detects when an agent's audio track begins and stops to sound. Times are `performance.now()`, in ms. */
export class SoundDetector {
  #lastSoundAt = Number.NEGATIVE_INFINITY;
  #waiting: { condition: () => boolean; resolve: () => void }[] = [];
  readonly #reader: ReadableStreamDefaultReader<{ data: Int16Array }>;

  constructor(track: RemoteTrack) {
    this.#reader = new AudioStream(track, {
      sampleRate: 16_000,
      numChannels: 1,
      frameSizeMs: 10,
    }).getReader();
    void this.#read();
  }

  /** Resolves with the time of the first sound after `since`. */
  async sound(since: number): Promise<number> {
    await this.#until(() => this.#lastSoundAt >= since);
    return this.#lastSoundAt;
  }

  /** Resolves after `ms` of silence, with the time of the last sound. */
  async silence(ms: number): Promise<number> {
    await this.#until(() => performance.now() - this.#lastSoundAt >= ms);
    return this.#lastSoundAt;
  }

  async close(): Promise<void> {
    await this.#reader.cancel();
  }

  async #until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve) => this.#waiting.push({ condition, resolve }));
  }

  async #read(): Promise<void> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) return;
      if (value.data.some((sample) => Math.abs(sample) > SILENCE)) {
        this.#lastSoundAt = performance.now();
      }
      const met = this.#waiting.filter(({ condition }) => condition());
      this.#waiting = this.#waiting.filter((each) => !met.includes(each));
      for (const each of met) each.resolve();
    }
  }
}
