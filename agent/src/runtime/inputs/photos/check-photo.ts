import {
  type ErrorCode,
  type ImageType,
  MAX_IMAGE_PIXELS,
  MAX_IMAGE_SIDE,
} from '@bakebot/protocol';
import sharp, { type Sharp } from 'sharp';
import type { Picture } from '../../turns/user-turn.ts';
import { decodeHeic } from './decode-heic.ts';

/** Longest side of a picture for models, in pixels: small print in a photo stays legible. */
export const MAX_SIDE = 1536;
export const JPEG_QUALITY = 80;

/** Longest time to decode a picture, in ms. The largest one that is allowed takes two seconds. */
const DECODE_MS = 10_000;

/**
 * Most bytes of a decoded picture: the largest one at 8 bits. libvips holds an interlaced picture whole, and a line of one
 * of 16 bits is twice as long.
 */
const MAX_DECODED_BYTES = 4 * MAX_IMAGE_PIXELS;

const HEIC_LIMITS = {
  side: MAX_IMAGE_SIDE,
  pixels: MAX_IMAGE_PIXELS,
  // The pixels of the largest photo (200 MB), and what the codec needs beside them.
  memoryBytes: 768 * 1024 * 1024,
  timeMs: DECODE_MS,
};

export type PhotoResult =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail: string };

/**
 * Checks an untrusted picture before decoding it, and converts it for models: upright, without metadata (photos may hold GPS
 * positions), scaled down, as JPEG. Its bytes determine its type, because senders often declare none or another.
 */
export async function checkPhoto(bytes: Buffer): Promise<PhotoResult> {
  const type = sniffType(bytes);
  if (!type) return reject('image_type_unsupported', 'Not a JPEG, PNG, WebP, AVIF or HEIC.');
  try {
    return type === 'image/heic' ? await convertHeic(bytes) : await convert(type, bytes);
  } catch (error) {
    // libvips may reject an oversized picture while it reads the header.
    if (error instanceof Error && error.message.includes('pixel limit')) return tooManyPixels();
    return reject('image_unreadable', 'The file is damaged.');
  }
}

async function convert(type: ImageType, bytes: Buffer): Promise<PhotoResult> {
  const whole = type === 'image/jpeg' ? withEndMarker(bytes) : bytes;
  const image = sharp(whole, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'error' });
  const { width, height, channels, depth } = await image.metadata();
  const decodedBytes = width * height * channels * (depth === 'uchar' ? 1 : 2);
  // libvips needs a gigabyte for a line of a million pixels, even in a picture of few.
  if (Math.max(width, height) > MAX_IMAGE_SIDE || decodedBytes > MAX_DECODED_BYTES) {
    return tooManyPixels();
  }
  return { ok: true, picture: await toPicture(image.rotate()) };
}

async function convertHeic(bytes: Buffer): Promise<PhotoResult> {
  const decoded = await decodeHeic(bytes, HEIC_LIMITS);
  if (decoded === 'too_many_pixels') return tooManyPixels();
  const { width, height, rgba } = decoded;
  const image = sharp(rgba, { raw: { width, height, channels: 4 } });
  return { ok: true, picture: await toPicture(image) };
}

async function toPicture(image: Sharp): Promise<Picture> {
  const { data, info } = await image
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: JPEG_QUALITY })
    .timeout({ seconds: DECODE_MS / 1000 })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
}

/** Browsers show a JPEG that lacks its last bytes; libvips does as soon as it ends with the marker for its end. */
function withEndMarker(jpeg: Buffer): Buffer {
  const marker = Buffer.from([0xff, 0xd9]);
  return jpeg.subarray(-2).equals(marker) ? jpeg : Buffer.concat([jpeg, marker]);
}

function tooManyPixels(): PhotoResult {
  const detail = `More than ${MAX_IMAGE_PIXELS} pixels, or a side of more than ${MAX_IMAGE_SIDE}.`;
  return reject('image_too_many_pixels', detail);
}

function reject(code: ErrorCode, detail: string): PhotoResult {
  return { ok: false, code, detail };
}

/** Brands of ISO media files (https://github.com/strukturag/libheif/wiki/Reading-and-Writing-HEIC-Files) by type. */
const BRANDS: Readonly<Record<string, ImageType>> = {
  avif: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  heim: 'image/heic',
  heis: 'image/heic',
};

/** The type by magic bytes (https://www.garykessler.net/library/file_sigs.html). */
function sniffType(bytes: Buffer): ImageType | undefined {
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (text(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(4, 8) !== 'ftyp') return undefined;
  // The general brand `mif1` is followed by the compatible ones, one of which tells the codec.
  const end = Math.min(bytes.readUInt32BE(0), bytes.byteLength, 128);
  for (let at = 8; at + 4 <= end; at += 4) {
    const brand = text(at, at + 4);
    if (Object.hasOwn(BRANDS, brand)) return BRANDS[brand];
  }
  return undefined;
}
