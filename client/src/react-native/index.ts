/** The platform object for React Native. Imports nothing of it: the app passes in its own modules. */
export { type AppState, type NativeAudio, reactNativePlatform } from './react-native-platform.ts';
export type { ReactNativePlatformOptions } from './react-native-platform.ts';
export type { ResizedPicture, ResizePicture } from './prepare-picture.ts';
