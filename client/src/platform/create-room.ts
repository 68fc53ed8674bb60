import { Room as LiveKitRoom } from 'livekit-client';
import type { Room } from './room.ts';

/** A room for a voice conversation with one agent. */
export function createRoom(): Room {
  return new LiveKitRoom({
    audioCaptureDefaults: {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
    publishDefaults: { dtx: true, red: true },
    // Turns off the device's microphone indicator.
    stopLocalTrackOnUnpublish: true,
    disconnectOnPageLeave: true,
  });
}
