import { createHash } from 'node:crypto';
import type { Picture } from '../replies/conversation.ts';
import { nearestColor } from './color-names.ts';

/** Media types that Gemini accepts (https://ai.google.dev/gemini-api/docs/image-understanding). */
const TYPES: Readonly<Record<string, string>> = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'image/heic': 'HEIC',
  'image/heif': 'HEIF',
};

/** Colours that cover less than this share of a picture are not worth a word. */
const MIN_SHARE = 0.1;
const MAX_COLOURS = 3;
/** Side of the thumbnail that is looked at, in pixels. */
const THUMBNAIL = 48;
/** Apps send a conversation's pictures again with every turn. */
const MAX_REMEMBERED = 64;

/** The picture is of a type that Gemini does not accept. */
export class UnsupportedImageError extends Error {
  readonly code = 'picture_unsupported';
}

/** The picture cannot be decoded. */
export class UnreadableImageError extends Error {
  readonly code = 'picture_unreadable';
}

const remembered = new Map<string, Promise<Picture>>();

/** Looks at a picture: what it really is, how large, and which colors cover it. */
export async function describeImage(data: Buffer, mimeType: string): Promise<Picture> {
  const type = TYPES[mimeType.toLowerCase()];
  if (type === undefined) throw new UnsupportedImageError(`Unsupported MIME type: ${mimeType}`);
  const key = createHash('sha256').update(data).digest('base64');
  const known = remembered.get(key) ?? decode(data, type);
  remembered.delete(key);
  remembered.set(key, known);
  const [oldest] = remembered.keys();
  if (oldest !== undefined && remembered.size > MAX_REMEMBERED) remembered.delete(oldest);
  return known;
}

async function decode(data: Buffer, type: string): Promise<Picture> {
  // Loaded with the first picture: it takes longer than the whole rest of the start.
  const { default: sharp } = await import('sharp');
  try {
    const { width, height, autoOrient } = await sharp(data).metadata();
    const pixels = await sharp(data)
      .resize(THUMBNAIL, THUMBNAIL, { fit: 'fill' })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw()
      .toBuffer();
    return {
      width: autoOrient?.width ?? width,
      height: autoOrient?.height ?? height,
      type,
      colors: dominantColours(pixels),
    };
  } catch (cause) {
    throw new UnreadableImageError('Unable to process input image.', { cause });
  }
}

function dominantColours(pixels: Buffer): string[] {
  const counts = new Map<string, number>();
  for (let i = 0; i + 2 < pixels.length; i += 3) {
    const name = nearestColor(pixels[i] ?? 0, pixels[i + 1] ?? 0, pixels[i + 2] ?? 0);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const ranked = [...counts].toSorted(([, a], [, b]) => b - a);
  const share = pixels.length / 3;
  const large = ranked.filter(([, count], index) => index === 0 || count / share >= MIN_SHARE);
  return large.slice(0, MAX_COLOURS).map(([name]) => name);
}
