import { createRoom } from '../platform/create-room.ts';
import type { AudioListener, Platform } from '../platform/platform.ts';
import { preparePicture, type ResizePicture } from './prepare-picture.ts';

/** The part of `AudioSession` of `@livekit/react-native` that the platform uses. */
export interface NativeAudio {
  configureAudio(config: typeof AUDIO): Promise<void>;
  startAudioSession(): Promise<void>;
  stopAudioSession(): Promise<void>;
}

/** The part of React Native's `AppState` that the platform uses. */
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
  /** Resizes a picture with the app's image library. `docs/mobile.md` has an implementation for Expo. */
  readonly resize: ResizePicture;
};

const OUTPUTS: ('bluetooth' | 'headset' | 'speaker' | 'earpiece')[] = [
  'bluetooth',
  'headset',
  'speaker',
  'earpiece',
];

/** For a phone on the kitchen table: the loudspeaker, unless headphones are connected. */
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
 * Call `registerGlobals()` of `@livekit/react-native` once before.
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
    // The native SDK plays subscribed tracks.
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
 * A telephone call or an alarm interrupts the audio session, and iOS does not resume it. JavaScript receives no event,
 * but both also put the app into the background: the session is restarted whenever the app returns to the foreground.
 */
async function openAudio(
  audio: NativeAudio,
  appState: AppState,
  listener: AudioListener,
): Promise<() => Promise<void>> {
  await audio.configureAudio(AUDIO);
  await audio.startAudioSession();
  let isInterrupted = false;
  let restart = Promise.resolve();
  const subscription = appState.addEventListener('change', (state) => {
    if (state !== 'active') {
      if (!isInterrupted) listener.interrupted();
      isInterrupted = true;
    } else if (isInterrupted) {
      isInterrupted = false;
      // Rejects while the telephone call lasts; retried on the next return to the foreground.
      restart = audio.startAudioSession().then(listener.resumed, () => undefined);
    }
  });
  return async () => {
    subscription.remove();
    await restart;
    await audio.stopAudioSession();
  };
}
