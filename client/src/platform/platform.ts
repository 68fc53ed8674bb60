import type { ImageType } from '@bakebot/protocol';
import type { RemoteTrack, Room } from './room.ts';
import type { PicturePreview } from '../state/state.ts';

/**
 * What differs between a browser and React Native, given to the service as an object: nothing is chosen by an import's
 * side effect, and an app can replace a part (`{ ...webPlatform(), preparePicture }`).
 */
export interface Platform {
  /** A fresh room of livekit-client. */
  createRoom(): Room;
  /** An id that nobody else makes: a UUID. */
  createId(): string;
  /**
   * Makes a picture ready to send: upright, small, without its metadata.
   *
   * @throws when the device cannot read it as a picture
   */
  preparePicture(source: PictureSource): Promise<PreparedPicture>;
  /**
   * Plays the agent's voice.
   *
   * @returns a function that ends it
   */
  playTrack(track: RemoteTrack): () => void;
  /**
   * Takes the device's sound for a call, before its room is joined; without it there is nothing to take. Calls do not
   * overlap: the next one is made when what this one's release returned has settled.
   *
   * @returns a function that gives it back
   */
  openAudio?(listener: AudioListener): Promise<() => Promise<void>>;
  /**
   * Tells when the device may be able to connect again: the network is back, or the app is in front again.
   *
   * @returns a function that ends it
   */
  onWake?(listener: () => void): () => void;
}

/** What happens to the device's sound meanwhile. */
export type AudioListener = {
  /** Another app has taken it, or the user has left the app: a telephone call, an alarm. */
  readonly interrupted: () => void;
  /** It is ours again. What the microphone captured before is dead. */
  readonly resumed: () => void;
};

/** A picture as the app has it: a `File` or `Blob` on the web, a file's address on React Native. */
export type PictureSource = Blob | { readonly uri: string };

export type PreparedPicture = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: ImageType;
  readonly preview: PicturePreview;
};
