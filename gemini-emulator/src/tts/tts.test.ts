import { describe, expect, it } from 'vitest';
import { durationMs, loudness } from '../audio/pcm.ts';
import { decodeWav } from '../audio/wav.ts';
import { languageOfTag, languageOfText } from './language.ts';
import { splitIntoChunks, splitIntoSentences } from './sentences.ts';
import { speak } from './speak.ts';

describe('speaking', () => {
  it('makes an audible file of the rate that was asked for', async () => {
    const sound = decodeWav(await speak('Preheat the oven.', { sampleRate: 48_000 }));
    expect(sound.sampleRate).toBe(48_000);
    expect(loudness(sound.samples)).toBeGreaterThan(0.03);
    expect(durationMs(sound)).toBeGreaterThan(700);
    expect(durationMs(sound)).toBeLessThan(2500);
  });

  it('says the same words the same way every time', async () => {
    const first = await speak('Two cups.');
    await speak('Etwas anderes.', { voice: 'de' });
    expect(await speak('Two cups.')).toEqual(first);
  });

  it('has a voice for each language', async () => {
    const voices = await Promise.all(
      ['en', 'de', 'fr', 'es', 'ja'].map((voice) => speak('Radio 5', { voice })),
    );
    expect(new Set(voices.map((voice) => voice.toString('base64'))).size).toBe(5);
  });

  it.each(['', '…', '🍞', '--version', '-v de'])('survives %j', async (text) => {
    expect(durationMs(decodeWav(await speak(text)))).toBeGreaterThan(50);
  });
});

describe('languages', () => {
  it.each([
    ['How much flour do I need?', 'en'],
    ['Wie viel Mehl brauche ich für das Brot?', 'de'],
    ['Combien de farine est-ce que je prends ?', 'fr'],
    ['¿Cuánta harina necesito para el pan?', 'es'],
    ['小麦粉はどのくらいですか', 'ja'],
  ])('are detected from their words: %s', (text, language) => {
    expect(languageOfText(text)).toBe(language);
  });

  it('are read from tags, if there is a voice', () => {
    expect([languageOfTag('de-AT'), languageOfTag('pt-BR'), languageOfTag(undefined)]).toEqual([
      'de',
      undefined,
      undefined,
    ]);
  });
});

describe('cutting text', () => {
  it('finds sentences, and leaves decimals whole', () => {
    expect(splitIntoSentences('Take 1.5 cups. Stir! "Is it done?" Yes\nNext.')).toEqual([
      'Take 1.5 cups.',
      'Stir!',
      '"Is it done?"',
      'Yes',
      'Next.',
    ]);
  });

  it.each(['One two three four five six seven.', ' spaced   out\ntext ', 'x', ''])(
    'loses nothing of %j in chunks',
    (text) => {
      expect(splitIntoChunks(text).join('')).toBe(text);
    },
  );
});
