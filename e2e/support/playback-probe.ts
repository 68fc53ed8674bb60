import type { Page } from 'playwright-core';

/** What came out of the page's loudspeaker. */
export type Heard = {
  /** Loudest sample, 0 to 1. */
  readonly peak: number;
  /** How long it was not silent, in ms. */
  readonly soundMs: number;
  /** When it last made a sound, in ms of the page's `performance.now()`; 0 for never. */
  readonly lastSoundAt: number;
};

declare global {
  interface Window {
    /** Kept by the page while an `PlaybackProbe` listens to it. */
    heard: Mutable<Heard>;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Quieter than this is silence: comfort noise of the codec lies far below. */
const SILENCE = 0.01;

/** Measures what the agent's audio element plays. */
export class PlaybackProbe {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Begins to listen to the page, which must be connected. */
  static async open(page: Page): Promise<PlaybackProbe> {
    await page.locator('audio').first().waitFor({ state: 'attached' });
    await page.evaluate((silence) => {
      const heard = { peak: 0, soundMs: 0, lastSoundAt: 0 };
      window.heard = heard;
      const element = document.querySelector('audio');
      if (!(element?.srcObject instanceof MediaStream)) throw new Error('no sound to listen to');
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
          heard.peak = Math.max(heard.peak, peak);
          heard.soundMs += now - last;
          heard.lastSoundAt = now;
        }
        last = now;
      }, 20);
    }, SILENCE);
    return new PlaybackProbe(page);
  }

  async heard(): Promise<Heard> {
    return this.#page.evaluate(() => window.heard);
  }

  async forget(): Promise<void> {
    await this.#page.evaluate(() => {
      Object.assign(window.heard, { peak: 0, soundMs: 0 });
    });
  }

  /** Waits until it has heard `ms` of sound since it last forgot. */
  async hears(ms: number): Promise<void> {
    await this.#page.waitForFunction((wanted) => window.heard.soundMs >= wanted, ms);
  }

  /** Waits until nothing was heard for `ms`. */
  async hearsSilence(ms: number): Promise<void> {
    await this.#page.waitForFunction(
      (wanted) => performance.now() - window.heard.lastSoundAt >= wanted,
      ms,
    );
  }
}
