import { log } from '@livekit/agents';
import {
  type AudioFrame,
  AudioStream,
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  type Room,
  RoomEvent,
  TrackKind,
} from '@livekit/rtc-node';
import { durationMs } from '../audio/frame-duration.ts';

/** Hz, as STT models expect. */
const SAMPLE_RATE = 16_000;

/** Audio from before the press of the button, in ms: users begin to speak as they press. */
const PRE_ROLL_MS = 400;

/** Audio kept in memory, in ms: the longest sentence that users speak without a pause. */
const MEMORY_MS = 20_000;

/** The user's microphone track. */
export class Microphone {
  readonly #identity: string;
  readonly #room: Room;
  #reader: ReadableStreamDefaultReader<AudioFrame> | undefined;
  /** The latest frames, newest last. */
  #memory: AudioFrame[] = [];
  #listener: ((frame: AudioFrame) => void) | undefined;

  constructor(room: Room, identity: string) {
    this.#room = room;
    this.#identity = identity;
    room.on(RoomEvent.TrackSubscribed, this.#subscribed);
    const tracks = room.remoteParticipants.get(identity)?.trackPublications.values() ?? [];
    for (const { track } of tracks) if (track) this.#follow(track);
  }

  /** Passes on all frames, beginning with the pre-roll. @returns unsubscribes */
  listen(listener: (frame: AudioFrame) => void): () => void {
    for (const frame of this.last(PRE_ROLL_MS)) listener(frame);
    this.#memory = [];
    this.#listener = listener;
    return () => {
      if (this.#listener === listener) this.#listener = undefined;
    };
  }

  /** The frames of the last `ms`, up to 20 s. */
  last(ms: number): readonly AudioFrame[] {
    let left = ms;
    const from = this.#memory.findLastIndex((frame) => (left -= durationMs(frame)) <= 0);
    return this.#memory.slice(Math.max(from, 0));
  }

  async close(): Promise<void> {
    this.#room.off(RoomEvent.TrackSubscribed, this.#subscribed);
    await this.#reader?.cancel();
  }

  readonly #subscribed = (
    track: RemoteTrack,
    _: RemoteTrackPublication,
    participant: RemoteParticipant,
  ): void => {
    if (participant.identity === this.#identity) this.#follow(track);
  };

  #follow(track: RemoteTrack): void {
    if (track.kind !== TrackKind.KIND_AUDIO) return;
    const reader = new AudioStream(track, { sampleRate: SAMPLE_RATE, numChannels: 1 }).getReader();
    const previous = this.#reader;
    this.#reader = reader;
    void previous?.cancel();
    this.#pump(reader).catch((error: unknown) =>
      log().warn({ error }, 'failed to read microphone track'),
    );
  }

  async #pump(reader: ReadableStreamDefaultReader<AudioFrame>): Promise<void> {
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) return;
      this.#pass(frame);
      this.#remember(frame);
    }
  }

  /** A listener that throws does not end the microphone. */
  #pass(frame: AudioFrame): void {
    try {
      this.#listener?.(frame);
    } catch (error) {
      log().warn({ error }, 'failed to process microphone audio');
    }
  }

  #remember(frame: AudioFrame): void {
    this.#memory.push(frame);
    const most = MEMORY_MS / durationMs(frame);
    if (this.#memory.length > most) this.#memory.shift();
  }
}
