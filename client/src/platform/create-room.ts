import { Room as LiveKitRoom } from 'livekit-client';
import type { Room } from './room.ts';

/** A room for a talk with one agent: no video, and the microphone as a voice wants it. */
export function createRoom(): Room {
  return new LiveKitRoom({
    audioCaptureDefaults: {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
    publishDefaults: { dtx: true, red: true },
    // The device's light goes out when the microphone is no longer used.
    stopLocalTrackOnUnpublish: true,
    disconnectOnPageLeave: true,
  });
}
