import type { PictureSource, PreparedPicture } from '../platform/platform.ts';
import { MAX_PICTURE_SIDE, PICTURE_QUALITY } from '../platform/picture-size.ts';

/**
 * Scales a picture down to at most `maxSide` pixels a side, turns it upright, and encodes it as a JPEG with a quality
 * from 0 to 1.
 */
export type ResizePicture = (
  uri: string,
  limits: { readonly maxSide: number; readonly quality: number },
) => Promise<ResizedPicture>;

export type ResizedPicture = {
  /** Address of the resized picture, for an image element. */
  readonly uri: string;
  readonly width: number;
  readonly height: number;
  /** The JPEG. React Native cannot reliably read a file's bytes; every image library returns base64. */
  readonly base64: string;
};

export async function preparePicture(
  source: PictureSource,
  resize: ResizePicture,
): Promise<PreparedPicture> {
  if (!('uri' in source)) throw new Error('on React Native, a picture is { uri }');
  const limits = { maxSide: MAX_PICTURE_SIDE, quality: PICTURE_QUALITY };
  const { uri, width, height, base64 } = await resize(source.uri, limits);
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new Error('resize did not return a JPEG');
  return { bytes, type: 'image/jpeg', preview: { url: uri, width, height } };
}
