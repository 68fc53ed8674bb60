import type { ResizePicture } from '@bakebot/client/react-native';
import { ImageManipulator, SaveFormat } from 'expo-image-manipulator';
import { fitInto } from './fit-into.ts';

/** Resizes a photo and converts it (HEIC included) to an upright JPEG. */
export const resizePicture: ResizePicture = async (uri, { maxSide, quality }) => {
  const original = await ImageManipulator.manipulate(uri).renderAsync();
  const size = fitInto(original, maxSide);
  const small = await ImageManipulator.manipulate(original).resize(size).renderAsync();
  const saved = await small.saveAsync({ base64: true, compress: quality, format: SaveFormat.JPEG });
  if (!saved.base64) throw new Error('failed to encode the picture');
  return { uri: saved.uri, width: saved.width, height: saved.height, base64: saved.base64 };
};
