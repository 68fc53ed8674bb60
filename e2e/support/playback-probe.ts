import type { Page } from 'playwright-core';

/** What the page has played. */
export type Playback = {
  /** Largest amplitude, 0 to 1. */
  readonly peak: number;
  /** Duration of sound, in ms. */
  readonly soundMs: number;
  /** Time of the last sound by the page's `performance.now()`, in ms; 0 without sound. */
  readonly lastSoundAt: number;
};

declare global {
  interface Window {
    /** Updated by a `PlaybackProbe`. */
    playback: Mutable<Playback>;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Amplitudes below this are silence; the codec's comfort noise is far below. */
const SILENCE = 0.01;

/** Measures the playback of the agent's audio element. */
export class PlaybackProbe {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @param page connected */
  static async open(page: Page): Promise<PlaybackProbe> {
    await page.locator('audio').first().waitFor({ state: 'attached' });
    await page.evaluate((silence) => {
      const playback = { peak: 0, soundMs: 0, lastSoundAt: 0 };
      window.playback = playback;
      const element = document.querySelector('audio');
      if (!(element?.srcObject instanceof MediaStream))
        throw new Error('the audio element has no stream');
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(element.srcObject).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      let last = performance.now();
      setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
        const now = performance.now();
        if (peak > silence) {
          playback.peak = Math.max(playback.peak, peak);
          playback.soundMs += now - last;
          playback.lastSoundAt = now;
        }
        last = now;
      }, 20);
    }, SILENCE);
    return new PlaybackProbe(page);
  }

  async playback(): Promise<Playback> {
    return this.#page.evaluate(() => window.playback);
  }

  async reset(): Promise<void> {
    await this.#page.evaluate(() => {
      Object.assign(window.playback, { peak: 0, soundMs: 0 });
    });
  }

  /** Resolves after `ms` of sound since the last reset. */
  async sound(ms: number): Promise<void> {
    await this.#page.waitForFunction((wanted) => window.playback.soundMs >= wanted, ms);
  }

  /** Resolves after `ms` of silence. */
  async silence(ms: number): Promise<void> {
    await this.#page.waitForFunction(
      (wanted) => performance.now() - window.playback.lastSoundAt >= wanted,
      ms,
    );
  }
}
