import type { ResizePicture } from '@bakebot/client/react-native';
import { ImageManipulator, SaveFormat } from 'expo-image-manipulator';
import { fitInto } from './fit-into.ts';

/** Makes a photo small, upright and a JPEG, also when it is a HEIC. */
export const resizePicture: ResizePicture = async (uri, { maxSide, quality }) => {
  const original = await ImageManipulator.manipulate(uri).renderAsync();
  const size = fitInto(original, maxSide);
  const small = await ImageManipulator.manipulate(original).resize(size).renderAsync();
  const saved = await small.saveAsync({ base64: true, compress: quality, format: SaveFormat.JPEG });
  if (!saved.base64) throw new Error('the picture could not be encoded');
  return { uri: saved.uri, width: saved.width, height: saved.height, base64: saved.base64 };
};
