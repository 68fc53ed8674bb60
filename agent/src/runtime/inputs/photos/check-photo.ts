import { type ErrorCode, type ImageType, MAX_IMAGE_PIXELS } from '@bakebot/protocol';
import sharp from 'sharp';
import type { Picture } from '../../turns/user-turn.ts';

/** Longest side of a picture for models, in pixels: small print in a photo stays legible. */
export const MAX_SIDE = 1536;
export const JPEG_QUALITY = 80;

export type PhotoResult =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail: string };

/**
 * Checks an untrusted picture before decoding it, and converts it for models: upright, without metadata (photos may hold GPS
 * positions), scaled down, as JPEG.
 */
export async function checkPhoto(bytes: Buffer, declaredType: string): Promise<PhotoResult> {
  const type = sniffType(bytes);
  if (!type) {
    return reject(
      'image_type_unsupported',
      'Not a JPEG, PNG or WebP. Convert HEIC before sending.',
    );
  }
  if (type !== declaredType) {
    return reject('image_type_unsupported', `Declared ${declaredType}, but it is ${type}.`);
  }
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'error' });
    const { width, height } = await image.metadata();
    if (width * height > MAX_IMAGE_PIXELS) {
      return reject('image_too_many_pixels', `${width} × ${height} is over ${MAX_IMAGE_PIXELS}.`);
    }
    const { data, info } = await image
      .rotate()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer({ resolveWithObject: true });
    return { ok: true, picture: { jpeg: data, width: info.width, height: info.height } };
  } catch (error) {
    // libvips may reject an oversized picture while it reads the header.
    if (error instanceof Error && error.message.includes('pixel limit')) {
      return reject('image_too_many_pixels', `More than ${MAX_IMAGE_PIXELS} pixels.`);
    }
    return reject('image_unreadable', 'The file is damaged.');
  }
}

function reject(code: ErrorCode, detail: string): PhotoResult {
  return { ok: false, code, detail };
}

/** The type by magic bytes (https://www.garykessler.net/library/file_sigs.html). */
function sniffType(bytes: Buffer): ImageType | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'image/png';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') {
    return 'image/webp';
  }
  return undefined;
}
