import { LiveKitService, tokenFromEndpoint } from '@bakebot/client';
import { webPlatform } from '@bakebot/client/web';
import type { CameraDoor } from '../camera/camera-door.ts';
import type { Recording } from '../inspector/recording.ts';
import { browserActions } from './browser-actions.ts';
import type { Settings } from './settings.ts';
import { signIn } from './sign-in.ts';

/** The service as an app would make it, with an ear for the inspector. */
export function createService(
  settings: Settings,
  subject: string,
  { recording, camera }: { readonly recording: Recording; readonly camera: CameraDoor },
): LiveKitService {
  const requestToken = tokenFromEndpoint({
    endpoint: settings.tokenEndpoint,
    getSession: () => signIn(settings.sessionEndpoint, subject),
  });
  return new LiveKitService({
    platform: webPlatform(),
    token: async (options) => {
      const token = await requestToken(options);
      recording.addToken(token);
      return token;
    },
    actions: browserActions(camera),
    observe: (observation) => recording.add(observation),
  });
}
