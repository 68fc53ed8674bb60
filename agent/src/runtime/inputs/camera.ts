import { log } from '@livekit/agents';
import {
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
import { withTimeout } from '../async/with-timeout.ts';
import type { Picture } from '../turns/user-turn.ts';
import { JPEG_QUALITY, MAX_SIDE } from './photos/check-photo.ts';

/** Time for a frame to arrive, in ms. A published camera sends one about every 100 ms. */
const FRAME_MS = 1000;

/** Time for the subscription to a camera that was just published, in ms. */
const SUBSCRIBE_MS = 2500;

/** The user's camera track. One frame is captured per turn, and no video in between. */
export class Camera {
  readonly #room: Room;
  readonly #identity: string;

  constructor(room: Room, identity: string) {
    this.#room = room;
    this.#identity = identity;
  }

  /** The current frame; undefined when the camera is off, or sends no frame in time. */
  async capture(): Promise<Picture | undefined> {
    const publication = this.#publication();
    if (!publication || publication.muted) return undefined;
    const track = publication.track ?? (await this.#subscribed(publication));
    return track && (await captureFrame(track));
  }

  #publication(): RemoteTrackPublication | undefined {
    const user = this.#room.remoteParticipants.get(this.#identity);
    return [...(user?.trackPublications.values() ?? [])].find(
      ({ kind }) => kind === TrackKind.KIND_VIDEO,
    );
  }

  async #subscribed({ sid }: RemoteTrackPublication): Promise<RemoteTrack | undefined> {
    const { promise, resolve } = Promise.withResolvers<RemoteTrack>();
    const subscribed = (track: RemoteTrack, publication: RemoteTrackPublication): void => {
      if (publication.sid === sid) resolve(track);
    };
    this.#room.on(RoomEvent.TrackSubscribed, subscribed);
    const track = await withTimeout(SUBSCRIBE_MS, promise);
    this.#room.off(RoomEvent.TrackSubscribed, subscribed);
    return track;
  }
}

async function captureFrame(track: RemoteTrack): Promise<Picture | undefined> {
  const reader = new VideoStream(track).getReader();
  try {
    const value = (await withTimeout(FRAME_MS, reader.read()))?.value;
    return value && (await encodeJpeg(value.frame));
  } catch (error) {
    log().warn({ error }, 'failed to capture camera frame');
    return undefined;
  } finally {
    await reader.cancel();
  }
}

async function encodeJpeg(frame: VideoFrame): Promise<Picture> {
  const { data, width, height } = frame.convert(VideoBufferType.RGB24);
  const { data: jpeg, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true });
  return { jpeg, width: info.width, height: info.height };
}
