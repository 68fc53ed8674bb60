import { RemoteAudioTrack } from 'livekit-client';
import type { Platform } from '../platform/platform.ts';
import { createRoom } from '../platform/create-room.ts';
import { preparePicture } from './prepare-picture.ts';

export type WebPlatformOptions = {
  /** Parent of the agent's audio element. Without it, the document's body. */
  readonly audioContainer?: () => HTMLElement;
};

/** The platform object for browsers. */
export function webPlatform({
  audioContainer = () => document.body,
}: WebPlatformOptions = {}): Platform {
  return {
    createRoom,
    createId: () => crypto.randomUUID(),
    preparePicture,
    playTrack(track) {
      if (!(track instanceof RemoteAudioTrack)) return () => undefined;
      const element = track.attach();
      element.dataset['bakebot'] = 'agent-voice';
      audioContainer().append(element);
      return () => {
        for (const attached of track.detach()) attached.remove();
      };
    },
    onWake(listener) {
      const onVisible = (): void => {
        if (document.visibilityState === 'visible') listener();
      };
      window.addEventListener('online', listener);
      document.addEventListener('visibilitychange', onVisible);
      return () => {
        window.removeEventListener('online', listener);
        document.removeEventListener('visibilitychange', onVisible);
      };
    },
  };
}
