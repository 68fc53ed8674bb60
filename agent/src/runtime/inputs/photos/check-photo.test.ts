import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Picture } from '../../turns/user-turn.ts';
import { checkPhoto } from './check-photo.ts';
import { decodeHeic } from './decode-heic.ts';

function blank(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#c08040' } });
}

function noise(width: number, height: number): Sharp {
  const gaussian = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const create = { width, height, channels: 3, background: '#888', noise: gaussian } as const;
  return sharp({ create });
}

/** Transparent, with 16 bits a channel. */
function deep(width: number, height: number): Sharp {
  const create = { width, height, channels: 4, background: '#c08040' } as const;
  return sharp({ create }).toColourspace('rgb16');
}

async function read(bytes: Buffer): Promise<Picture> {
  const result = await checkPhoto(bytes);
  if (!result.ok) throw new Error(result.code);
  return result.picture;
}

describe('checkPhoto', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('converts %s to JPEG', async (format) => {
    const bytes = await blank(40, 30).toFormat(format).toBuffer();
    const picture = await read(bytes);
    expect(picture).toMatchObject({ width: 40, height: 30 });
    expect((await sharp(picture.jpeg).metadata()).format).toBe('jpeg');
  });

  it('scales a large photo down to 1536 pixels', async () => {
    const bytes = await blank(4000, 2000).jpeg().toBuffer();
    expect(await read(bytes)).toMatchObject({ width: 1536, height: 768 });
  });

  it('rotates a photo upright and strips its metadata, GPS included', async () => {
    const bytes = await blank(40, 30)
      .jpeg()
      .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const picture = await read(bytes);
    expect(picture).toMatchObject({ width: 30, height: 40 });
    const { exif, orientation } = await sharp(picture.jpeg).metadata();
    expect({ exif, orientation }).toEqual({ exif: undefined, orientation: undefined });
  });

  it('fills transparent pixels of a photo with white', async () => {
    const clear = { width: 8, height: 8, channels: 4, background: '#0000' } as const;
    const bytes = await sharp({ create: clear }).png().toBuffer();
    const { jpeg } = await read(bytes);
    expect((await sharp(jpeg).stats()).dominant.r).toBeGreaterThan(240);
  });

  it('converts the HEIC photo of an iPhone to JPEG', async () => {
    const photo = await readFile(new URL('./testing/photo.heic', import.meta.url));
    const picture = await read(photo);
    expect(picture).toMatchObject({ width: 400, height: 300 });
    expect((await sharp(picture.jpeg).metadata()).format).toBe('jpeg');
  });

  it.each([2, 3, 200])(
    'accepts a JPEG without its last %i bytes, as browsers do',
    async (missing) => {
      const whole = await noise(400, 300).jpeg().toBuffer();
      expect(await read(whole.subarray(0, -missing))).toMatchObject({ width: 400, height: 300 });
    },
  );
});

describe('checkPhoto of an invalid file', () => {
  it.each([
    ['text', Buffer.from('not a picture')],
    ['empty', Buffer.alloc(0)],
    ['shorter than a signature', Buffer.from('\0\0\0\x18ftyp', 'latin1')],
    ['a GIF', Buffer.from('GIF89a', 'latin1')],
    ['a video', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('rejects a file that is %s', async (_, bytes) => {
    expect(await checkPhoto(bytes)).toMatchObject({ code: 'image_type_unsupported' });
  });

  it('rejects a PNG that was cut off', async () => {
    const whole = await blank(400, 300).png().toBuffer();
    const half = whole.subarray(0, whole.length / 2);
    expect(await checkPhoto(half)).toMatchObject({ code: 'image_unreadable' });
  });

  it('rejects a HEIC photo that was cut off', async () => {
    const whole = await readFile(new URL('./testing/photo.heic', import.meta.url));
    const half = whole.subarray(0, whole.length / 2);
    expect(await checkPhoto(half)).toMatchObject({ code: 'image_unreadable' });
  });

  it.each([
    ['too many pixels', () => blank(9000, 9000)],
    ['a line of a million pixels', () => blank(1_000_000, 8)],
    ['a column of a million pixels', () => blank(8, 1_000_000)],
    ['16 bits a channel and more bytes than the largest of 8', () => deep(7000, 4000)],
  ])('rejects a photo of few bytes with %s, before decoding it', async (_, picture) => {
    const bomb = await picture().png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.byteLength).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    expect(await checkPhoto(bomb)).toMatchObject({ code: 'image_too_many_pixels' });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });
});

describe('decodeHeic', () => {
  const LIMITS = { side: 20_000, pixels: 50_000_000, memoryBytes: 2 ** 26, timeMs: 5000 };
  let photo: Buffer;

  beforeAll(async () => {
    photo = await readFile(new URL('./testing/photo.heic', import.meta.url));
  });

  it.each([
    ['side', { ...LIMITS, side: 399 }],
    ['pixels', { ...LIMITS, pixels: 399 * 300 }],
  ])('rejects a photo over the limit of its %s', async (_, limits) => {
    expect(await decodeHeic(photo, limits)).toBe('too_many_pixels');
  });

  it('ends a decoder that takes too long', async () => {
    await expect(decodeHeic(photo, { ...LIMITS, timeMs: 1 })).rejects.toThrow('aborted');
  });

  it('ends a decoder that needs too much memory', async () => {
    const padded = Buffer.concat([photo, Buffer.alloc(LIMITS.memoryBytes)]);
    await expect(decodeHeic(padded, LIMITS)).rejects.toThrow('Aborted');
    const enough = { ...LIMITS, memoryBytes: 4 * LIMITS.memoryBytes };
    expect(await decodeHeic(padded, enough)).toMatchObject({ width: 400, height: 300 });
  });
});
