import type { ImageType } from '@bakebot/protocol';
import type { PicturePreview } from '../state/state.ts';
import type { RemoteTrack, Room } from './room.ts';

/**
 * The differences between a browser and React Native, passed to the service as an object: no import has side effects,
 * and an app can replace a part (`{ ...webPlatform(), preparePicture }`).
 */
export interface Platform {
  /** A new room of livekit-client. */
  createRoom(): Room;
  /** A UUID. */
  createId(): string;
  /**
   * Makes a picture ready to send: upright, scaled down, without metadata.
   *
   * @throws when the device cannot decode it
   */
  preparePicture(source: PictureSource): Promise<PreparedPicture>;
  /**
   * Plays the agent's audio track.
   *
   * @returns a function that stops it
   */
  playTrack(track: RemoteTrack): () => void;
  /**
   * Starts the device's audio session, before a room is joined; absent where the device has none. Sessions do not
   * overlap: the next one starts when the promise of the returned function has settled.
   *
   * @returns a function that ends the session
   */
  openAudio?(listener: AudioListener): Promise<() => Promise<void>>;
  /**
   * Calls the listener when connecting may succeed again: the network is back, or the app is in the foreground again.
   *
   * @returns a function that unsubscribes
   */
  onWake?(listener: () => void): () => void;
}

/** Interruptions of the device's audio session. */
export type AudioListener = {
  /** Another app took over the audio, or the user left the app: a telephone call, an alarm. */
  readonly interrupted: () => void;
  /** The session is active again. The earlier microphone capture no longer delivers audio. */
  readonly resumed: () => void;
};

/** A picture as the app has it: a `File` or `Blob` on the web, a file URI on React Native. */
export type PictureSource = Blob | { readonly uri: string };

export type PreparedPicture = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: ImageType;
  readonly preview: PicturePreview;
};
