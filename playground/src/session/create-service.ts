import { LiveKitService, tokenFromEndpoint } from '@bakebot/client';
import { webPlatform } from '@bakebot/client/web';
import type { CameraRequests } from '../camera/camera-requests.ts';
import type { ObservationLog } from '../inspector/observation-log.ts';
import { browserActions } from './browser-actions.ts';
import type { Settings } from './settings.ts';
import { signIn } from './sign-in.ts';

/** The service as an app creates it, plus the observations for the inspector. */
export function createService(
  settings: Settings,
  subject: string,
  {
    observations,
    camera,
  }: { readonly observations: ObservationLog; readonly camera: CameraRequests },
): LiveKitService {
  const requestToken = tokenFromEndpoint({
    endpoint: settings.tokenEndpoint,
    getSession: () => signIn(settings.sessionEndpoint, subject),
  });
  return new LiveKitService({
    platform: webPlatform(),
    token: async (options) => {
      const token = await requestToken(options);
      observations.addToken(token);
      return token;
    },
    actions: browserActions(camera),
    observe: (observation) => observations.add(observation),
  });
}
