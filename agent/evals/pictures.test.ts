import sharp from 'sharp';
import { expect, it } from 'vitest';
import { drawPicture } from './pictures.ts';

it('drawPicture draws its text', async () => {
  const blank = await drawPicture({ kind: 'text', lines: [] });
  const words = await drawPicture({ kind: 'text', lines: ['350 g flour'] });
  const deviation = async (jpeg: Buffer) => (await sharp(jpeg).stats()).channels[0]?.stdev ?? 0;
  expect(await deviation(blank)).toBeLessThan(1);
  expect(await deviation(words)).toBeGreaterThan(5);
});
