import { AudioStream, type RemoteTrack } from '@livekit/rtc-node';

/** Quieter than this is silence, of 32768. */
export const SILENCE = 330;
/** Hz. */
const SAMPLE_RATE = 16_000;

/** Listens to an agent's track, and tells when sound begins and ends. Times are those of `performance.now()`, in ms. */
export class Loudspeaker {
  #lastSoundAt = Number.NEGATIVE_INFINITY;
  #waiting: { when: () => boolean; done: () => void }[] = [];
  readonly #reader: ReadableStreamDefaultReader<{ data: Int16Array }>;

  constructor(track: RemoteTrack) {
    this.#reader = new AudioStream(track, {
      sampleRate: SAMPLE_RATE,
      numChannels: 1,
      frameSizeMs: 10,
    }).getReader();
    void this.#follow();
  }

  /** When it was last loud. */
  get lastSoundAt(): number {
    return this.#lastSoundAt;
  }

  /** Resolves with the time at which it is first loud after `since`. */
  async sound(since: number): Promise<number> {
    await this.#until(() => this.#lastSoundAt >= since);
    return this.#lastSoundAt;
  }

  /** Resolves when nothing was heard for `ms`, with the time of the last sound. */
  async silence(ms: number): Promise<number> {
    await this.#until(() => performance.now() - this.#lastSoundAt >= ms);
    return this.#lastSoundAt;
  }

  async close(): Promise<void> {
    await this.#reader.cancel();
  }

  async #until(when: () => boolean): Promise<void> {
    if (when()) return;
    await new Promise<void>((done) => this.#waiting.push({ when, done }));
  }

  async #follow(): Promise<void> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) return;
      if (value.data.some((sample) => Math.abs(sample) > SILENCE)) {
        this.#lastSoundAt = performance.now();
      }
      const met = this.#waiting.filter(({ when }) => when());
      this.#waiting = this.#waiting.filter((each) => !met.includes(each));
      for (const each of met) each.done();
    }
  }
}
