import { MAX_PICTURE_SIDE, PICTURE_QUALITY } from '../platform/picture-size.ts';
import type { PictureSource, PreparedPicture } from '../platform/platform.ts';

/** Converts a picture to a scaled-down, upright JPEG. Drops its metadata, which may contain a location. */
export async function preparePicture(source: PictureSource): Promise<PreparedPicture> {
  const blob = source instanceof Blob ? source : await (await fetch(source.uri)).blob();
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, MAX_PICTURE_SIDE / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const jpeg = await encode(bitmap, width, height);
    return {
      bytes: new Uint8Array(await jpeg.arrayBuffer()),
      type: 'image/jpeg',
      preview: { url: URL.createObjectURL(jpeg), width, height },
    };
  } finally {
    bitmap.close();
  }
}

async function encode(bitmap: ImageBitmap, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser has no 2D canvas');
  context.imageSmoothingQuality = 'high';
  // JPEG has no transparency: without this, transparent pixels become black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('failed to encode the picture'))),
      'image/jpeg',
      PICTURE_QUALITY,
    );
  });
}
