import { createRoom } from '../platform/create-room.ts';
import type { AudioListener, Platform } from '../platform/platform.ts';
import { preparePicture, type ResizePicture } from './prepare-picture.ts';

/** The part of `AudioSession` of `@livekit/react-native` that is used. */
export interface NativeAudio {
  configureAudio(config: typeof AUDIO): Promise<void>;
  startAudioSession(): Promise<void>;
  stopAudioSession(): Promise<void>;
}

/** The part of React Native's `AppState` that is used. */
export interface AppState {
  addEventListener(
    type: 'change',
    listener: (state: string) => void,
  ): { readonly remove: () => void };
}

export type ReactNativePlatformOptions = {
  /** `AudioSession` of `@livekit/react-native`. */
  readonly audio: NativeAudio;
  /** `AppState` of `react-native`. */
  readonly appState: AppState;
  /** Makes a picture small, with the image library that the app has. `docs/mobile.md` has one for Expo. */
  readonly resize: ResizePicture;
};

const OUTPUTS: ('bluetooth' | 'headset' | 'speaker' | 'earpiece')[] = [
  'bluetooth',
  'headset',
  'speaker',
  'earpiece',
];

/** A voice assistant on the kitchen table: loud, unless the user wears something. */
const AUDIO = {
  android: {
    preferredOutputList: OUTPUTS,
    audioTypeOptions: {
      manageAudioFocus: true,
      audioMode: 'inCommunication',
      audioFocusMode: 'gain',
      audioStreamType: 'voiceCall',
      audioAttributesUsageType: 'voiceCommunication',
      audioAttributesContentType: 'speech',
    },
  },
  ios: { defaultOutput: 'speaker' },
} as const;

/**
 * The platform object for React Native. Call `registerGlobals()` of `@livekit/react-native` before, once.
 *
 * @example
 * reactNativePlatform({ audio: AudioSession, appState: AppState, resize });
 */
export function reactNativePlatform(options: ReactNativePlatformOptions): Platform {
  const { audio, appState, resize } = options;
  return {
    createRoom,
    createId: () => crypto.randomUUID(),
    preparePicture: (source) => preparePicture(source, resize),
    // Native code plays what is subscribed to.
    playTrack: () => () => undefined,
    openAudio: (listener) => openAudio(audio, appState, listener),
    onWake(listener) {
      const subscription = appState.addEventListener('change', (state) => {
        if (state === 'active') listener();
      });
      return () => subscription.remove();
    },
  };
}

/**
 * A telephone call or an alarm takes the sound, and iOS does not give it back by itself. JavaScript is not told; but
 * each of them takes the screen, too, so whenever the app is in front again its session is started again.
 */
async function openAudio(
  audio: NativeAudio,
  appState: AppState,
  listener: AudioListener,
): Promise<() => Promise<void>> {
  await audio.configureAudio(AUDIO);
  await audio.startAudioSession();
  let isAway = false;
  let restart = Promise.resolve();
  const subscription = appState.addEventListener('change', (state) => {
    if (state !== 'active') {
      if (!isAway) listener.interrupted();
      isAway = true;
    } else if (isAway) {
      isAway = false;
      // Refused while the call lasts: the next time that the app is in front is another chance.
      restart = audio.startAudioSession().then(listener.resumed, () => undefined);
    }
  });
  return async () => {
    subscription.remove();
    await restart;
    await audio.stopAudioSession();
  };
}
