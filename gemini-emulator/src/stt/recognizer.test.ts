import { afterAll, describe, expect, it } from 'vitest';
import { decodeWav } from '../audio/wav.ts';
import { speak } from '../tts/speak.ts';
import { CannedRecognizer, MoonshineRecognizer } from './recognizer.ts';

const recognizer = new MoonshineRecognizer();
afterAll(() => recognizer.close());

/** The model loads during the first test. */
const LOADING_MS = 40_000;

async function hear(text: string, sampleRate: number) {
  return recognizer.transcribe(decodeWav(await speak(text, { voice: 'en-US', sampleRate })));
}

describe('the recognizer', () => {
  it.each([
    ['What can you do?', 16_000],
    ['Convert two cups of milk to milliliters.', 22_050],
    ['Thank you very much.', 48_000],
  ])(
    'understands what the voice says: %s (%i Hz)',
    async (text, sampleRate) => {
      const { text: heard, confidence } = await hear(text, sampleRate);
      expect(heard.replace('.', '')).toBe(text.replace('.', ''));
      expect(confidence).toBeGreaterThan(0.7);
    },
    LOADING_MS,
  );

  it('understands words that are cut close', async () => {
    const { samples, sampleRate } = decodeWav(await speak('Cancel the timer.'));
    const isLoud = (sample: number) => Math.abs(sample) > 300;
    const words = samples.subarray(samples.findIndex(isLoud), samples.findLastIndex(isLoud));
    expect(await recognizer.transcribe({ samples: words, sampleRate })).toMatchObject({
      text: 'Cancel the timer.',
    });
  });

  it('hears nothing in silence, nor in noise, nor in next to nothing', async () => {
    const noise = Int16Array.from({ length: 16_000 }, (_, i) => ((i * 7919) % 2001) - 1000);
    for (const samples of [new Int16Array(16_000), noise, new Int16Array(10)]) {
      expect(await recognizer.transcribe({ samples, sampleRate: 16_000 })).toMatchObject({
        text: '',
      });
    }
  });

  it('rejects after it was closed', async () => {
    const closed = new MoonshineRecognizer();
    await closed.close();
    const sound = { samples: new Int16Array(16_000), sampleRate: 16_000 };
    await expect(closed.transcribe(sound)).rejects.toThrow('The thread was closed');
  });
});

describe('canned hearing', () => {
  it('hears its words in every sound, and nothing in silence', async () => {
    const canned = new CannedRecognizer('Next step.');
    const sound = new Int16Array(16_000).fill(3000);
    expect(await canned.transcribe({ samples: sound, sampleRate: 16_000 })).toEqual({
      text: 'Next step.',
      confidence: 1,
    });
    const silence = { samples: new Int16Array(16_000), sampleRate: 16_000 };
    expect(await canned.transcribe(silence)).toMatchObject({ text: '' });
  });
});
