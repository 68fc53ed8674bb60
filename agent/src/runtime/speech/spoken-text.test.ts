import { ReadableStream } from 'node:stream/web';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spokenText } from './spoken-text.ts';

async function speak(
  pieces: readonly string[],
  spoken: (sentence: string) => string,
): Promise<string[]> {
  const said: string[] = [];
  for await (const piece of ReadableStream.from(pieces).pipeThrough(spokenText(spoken))) {
    said.push(piece);
  }
  return said;
}

const bracketed = (sentence: string) => `[${sentence}]`;

/** Cuts the text at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [0, ...places.map((place) => place % (text.length + 1)), text.length].toSorted(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, i) => text.slice(at[i], end));
}

describe('spokenText', () => {
  it.each([
    [
      ['Add 1/', '2 cup. Th', 'en stir.'],
      ['[Add 1/2 cup. ]', '[Then stir.]'],
    ],
    [
      ['It is 3', '.5 cups, about.\n', 'Yes'],
      ['[It is 3.5 cups, about.\n]', '[Yes]'],
    ],
    [['Add 1 tbsp. sugar. Stir'], ['[Add 1 tbsp. sugar. ]', '[Stir]']],
    [
      ['混ぜます。', '焼きます。'],
      ['[混ぜます。]', '[焼きます。]'],
    ],
    [['"Stop!" I said'], ['["Stop!" ]', '[I said]']],
    [[], []],
  ])('converts the pieces %j as the sentences %j', async (pieces, sentences) => {
    expect(await speak(pieces, bracketed)).toEqual(sentences);
  });

  it('sends a sentence on before the next one arrives', async () => {
    const { readable, writable } = spokenText(bracketed);
    const writer = writable.getWriter();
    const reader = readable.getReader();
    void writer.write('Whisk. Th');
    expect(await reader.read()).toEqual({ done: false, value: '[Whisk. ]' });
    void writer.write('en bake.');
    void writer.close();
    expect(await reader.read()).toEqual({ done: false, value: '[Then bake.]' });
    expect(await reader.read()).toEqual({ done: true, value: undefined });
  });

  it('does not wait longer than 400 characters for the end of a sentence', async () => {
    const words = 'word '.repeat(200);
    const said = await speak([words], (sentence) => sentence);
    expect(Math.max(...said.map((sentence) => sentence.length))).toBeLessThanOrEqual(400);
    expect(said.join('')).toBe(words);
  });

  it('loses and reorders no text, and depends on no borders of pieces', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 1000 });
    const places = fc.array(fc.nat(1000), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(text, places, async (whole, at) => {
        const pieces = await speak(cut(whole, at), bracketed);
        expect(pieces).toEqual(await speak([whole], bracketed));
        expect(pieces.map((piece) => piece.slice(1, -1)).join('')).toBe(whole);
      }),
    );
  });
});
