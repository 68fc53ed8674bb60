import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../turns/user-turn.ts';
import { checkPhoto } from './check-photo.ts';

function blank(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#c08040' } });
}

async function read(bytes: Buffer, type: string): Promise<Picture> {
  const result = await checkPhoto(bytes, type);
  if (!result.ok) throw new Error(result.code);
  return result.picture;
}

describe('checkPhoto', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('converts %s to JPEG', async (format) => {
    const bytes = await blank(40, 30).toFormat(format).toBuffer();
    const picture = await read(bytes, `image/${format}`);
    expect(picture).toMatchObject({ width: 40, height: 30 });
    expect((await sharp(picture.jpeg).metadata()).format).toBe('jpeg');
  });

  it('scales a large photo down to 1536 pixels', async () => {
    const bytes = await blank(4000, 2000).jpeg().toBuffer();
    expect(await read(bytes, 'image/jpeg')).toMatchObject({ width: 1536, height: 768 });
  });

  it('rotates a photo upright and strips its metadata, GPS included', async () => {
    const bytes = await blank(40, 30)
      .jpeg()
      .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const picture = await read(bytes, 'image/jpeg');
    expect(picture).toMatchObject({ width: 30, height: 40 });
    const { exif, orientation } = await sharp(picture.jpeg).metadata();
    expect({ exif, orientation }).toEqual({ exif: undefined, orientation: undefined });
  });

  it('fills transparent pixels of a photo with white', async () => {
    const clear = { width: 8, height: 8, channels: 4, background: '#0000' } as const;
    const bytes = await sharp({ create: clear }).png().toBuffer();
    const { jpeg } = await read(bytes, 'image/png');
    expect((await sharp(jpeg).stats()).dominant.r).toBeGreaterThan(240);
  });
});

describe('checkPhoto of an invalid file', () => {
  it('rejects a photo whose type is not the declared one', async () => {
    const png = await blank(4, 4).png().toBuffer();
    expect(await checkPhoto(png, 'image/jpeg')).toMatchObject({ code: 'image_type_unsupported' });
  });

  it.each([
    ['text', Buffer.from('not a picture')],
    ['empty', Buffer.alloc(0)],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('rejects a file that is %s', async (_, bytes) => {
    expect(await checkPhoto(bytes, 'image/jpeg')).toMatchObject({
      code: 'image_type_unsupported',
    });
  });

  it('rejects a truncated photo', async () => {
    const whole = await blank(400, 300).png().toBuffer();
    const half = whole.subarray(0, whole.length / 2);
    expect(await checkPhoto(half, 'image/png')).toMatchObject({ code: 'image_unreadable' });
  });

  it('rejects a photo with few bytes but too many pixels, before decoding it', async () => {
    const bomb = await blank(9000, 9000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.byteLength).toBeLessThan(400_000);
    const before = process.memoryUsage().rss;
    expect(await checkPhoto(bomb, 'image/png')).toMatchObject({ code: 'image_too_many_pixels' });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });
});
