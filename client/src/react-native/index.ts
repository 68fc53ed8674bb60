/** What the service needs of React Native. Nothing here imports it: the app passes in what it has. */
export { type AppState, type NativeAudio, reactNativePlatform } from './react-native-platform.ts';
export type { ReactNativePlatformOptions } from './react-native-platform.ts';
export type { ResizedPicture, ResizePicture } from './prepare-picture.ts';
