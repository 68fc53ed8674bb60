import { log } from '@livekit/agents';
import {
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  type Room,
  RoomEvent,
  TrackKind,
  VideoBufferType,
  type VideoFrame,
  VideoStream,
} from '@livekit/rtc-node';
import sharp from 'sharp';
import type { Picture } from '../turns/user-turn.ts';
import { JPEG_QUALITY, MAX_SIDE } from './picture.ts';

/** How long a frame is waited for, in ms: a camera that sends has one every 100 ms or so. */
const FRAME_MS = 500;

type View = { readonly track: RemoteTrack; readonly publication: RemoteTrackPublication };

/** The user's camera, while the app publishes it. It is looked through at the moment of a turn, and not in between. */
export class Camera {
  readonly #room: Room;
  readonly #identity: string;
  #view: View | undefined;

  constructor(room: Room, identity: string) {
    this.#room = room;
    this.#identity = identity;
    room.on(RoomEvent.TrackSubscribed, this.#subscribed);
    room.on(RoomEvent.TrackUnsubscribed, this.#unsubscribed);
  }

  close(): void {
    this.#room.off(RoomEvent.TrackSubscribed, this.#subscribed);
    this.#room.off(RoomEvent.TrackUnsubscribed, this.#unsubscribed);
  }

  /** What the camera sees now; nothing when it is off, or sends no frame in time. */
  async look(): Promise<Picture | undefined> {
    const view = this.#view;
    if (!view || view.publication.muted) return undefined;
    const reader = new VideoStream(view.track).getReader();
    const timeout = setTimeout(() => void reader.cancel(), FRAME_MS);
    try {
      const { value } = await reader.read();
      return value && (await toPicture(value.frame));
    } catch (error) {
      log().warn({ error }, 'the camera could not be looked through');
      return undefined;
    } finally {
      clearTimeout(timeout);
      await reader.cancel();
    }
  }

  readonly #subscribed = (
    track: RemoteTrack,
    publication: RemoteTrackPublication,
    participant: RemoteParticipant,
  ): void => {
    if (participant.identity !== this.#identity || track.kind !== TrackKind.KIND_VIDEO) return;
    this.#view = { track, publication };
  };

  readonly #unsubscribed = (track: RemoteTrack): void => {
    if (this.#view?.track.sid === track.sid) this.#view = undefined;
  };
}

async function toPicture(frame: VideoFrame): Promise<Picture> {
  const { data, width, height } = frame.convert(VideoBufferType.RGB24);
  const { data: jpeg, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true });
  return { jpeg, width: info.width, height: info.height };
}
