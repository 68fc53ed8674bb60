import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { nearestColor } from './color-names.ts';
import { describeImage, UnreadableImageError, UnsupportedImageError } from './describe-image.ts';

function plain(width: number, height: number, background: string) {
  return sharp({ create: { width, height, channels: 3, background } });
}

describe('looking', () => {
  it('describes size, type and the main colors', async () => {
    const blue = await plain(100, 100, '#2850c8').png().toBuffer();
    const picture = await plain(400, 100, '#d71e23')
      .composite([{ input: blue, left: 0, top: 0 }])
      .jpeg()
      .toBuffer();
    expect(await describeImage(picture, 'image/jpeg')).toEqual({
      width: 400,
      height: 100,
      type: 'JPEG',
      colors: ['red', 'blue'],
    });
  });

  it('turns a photo the way it was taken', async () => {
    const lying = await plain(40, 30, 'white').withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await describeImage(lying, 'image/jpeg')).toMatchObject({ width: 30, height: 40 });
  });

  it('refuses types that Gemini refuses', async () => {
    await expect(describeImage(Buffer.from('GIF89a'), 'image/gif')).rejects.toThrow(
      UnsupportedImageError,
    );
  });

  it('refuses what is no picture', async () => {
    await expect(describeImage(Buffer.from('no picture'), 'image/png')).rejects.toThrow(
      UnreadableImageError,
    );
  });
});

describe('names of colors', () => {
  it.each([
    [0, 0, 0, 'black'],
    [255, 255, 255, 'white'],
    [255, 0, 0, 'red'],
    [210, 105, 30, 'orange'],
    [139, 69, 19, 'brown'],
    [245, 222, 179, 'beige'],
    [0, 100, 0, 'dark green'],
  ])('%i %i %i is %s', (red, green, blue, name) => {
    expect(nearestColor(red, green, blue)).toBe(name);
  });
});
