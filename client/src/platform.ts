import type { ImageType } from '@bakebot/protocol';
import type { RemoteTrack, Room } from './room.ts';
import type { PicturePreview } from './state.ts';

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
}

/** A picture as the app has it: a `File` or `Blob` on the web, a file's address on React Native. */
export type PictureSource = Blob | { readonly uri: string };

export type PreparedPicture = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: ImageType;
  readonly preview: PicturePreview;
};
