import { LiveKitService } from '@bakebot/client';
import { reactNativePlatform } from '@bakebot/client/react-native';
import { AudioSession } from '@livekit/react-native';
import { AppState } from 'react-native';
import { appActions } from './app-actions.ts';
import { resizePicture } from './camera/resize-picture.ts';
import { signIn } from './session/sign-in.ts';
import type { Settings } from './settings.ts';

export function createService(settings: Settings, name: string): LiveKitService {
  return new LiveKitService({
    token: {
      endpoint: settings.tokenEndpoint,
      getSession: () => signIn(settings.sessionEndpoint, name),
    },
    platform: reactNativePlatform({
      audio: AudioSession,
      appState: AppState,
      resize: resizePicture,
    }),
    actions: appActions,
  });
}
