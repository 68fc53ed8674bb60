import type {
  AudioListener,
  PictureSource,
  Platform,
  PreparedPicture,
} from '../platform/platform.ts';
import type { RemoteTrack } from '../platform/room.ts';
import { FakeRoom } from './fake-room.ts';

/** A device in memory. */
export class FakePlatform implements Platform {
  /** Every room that was made, the latest last. */
  readonly rooms: FakeRoom[] = [];
  readonly playing = new Set<RemoteTrack>();
  /** Set to change rooms before they are used. */
  prepareRoom: (room: FakeRoom) => void = () => undefined;
  /** What was done to the device's sound, in order. */
  readonly sound: ('taken' | 'given back')[] = [];
  /** Who hears of what happens to the device's sound. */
  audioListener: AudioListener | undefined;
  /** Set to make taking the sound fail. */
  soundRefusal: Error | undefined;
  readonly #sleepers = new Set<() => void>();
  #ids = 0;

  /** The latest room. */
  get room(): FakeRoom {
    const room = this.rooms.at(-1);
    if (!room) throw new Error('no room was made');
    return room;
  }

  createRoom(): FakeRoom {
    const room = new FakeRoom();
    this.prepareRoom(room);
    this.rooms.push(room);
    return room;
  }

  createId(): string {
    this.#ids += 1;
    return `turn-${this.#ids}`;
  }

  async preparePicture(source: PictureSource): Promise<PreparedPicture> {
    if (!(source instanceof Blob) || !source.type.startsWith('image/'))
      throw new Error('no picture');
    const bytes = new Uint8Array(await source.arrayBuffer());
    return { bytes, type: 'image/jpeg', preview: { url: 'blob:1', width: 8, height: 6 } };
  }

  playTrack(track: RemoteTrack): () => void {
    this.playing.add(track);
    return () => void this.playing.delete(track);
  }

  async openAudio(listener: AudioListener): Promise<() => Promise<void>> {
    if (this.soundRefusal) throw this.soundRefusal;
    this.audioListener = listener;
    this.sound.push('taken');
    return async () => void this.sound.push('given back');
  }

  onWake(listener: () => void): () => void {
    this.#sleepers.add(listener);
    return () => void this.#sleepers.delete(listener);
  }

  /** The connection breaks: for a moment, or for good. */
  losesNetwork({ forGood = false } = {}): void {
    this.room.emit(forGood ? 'disconnected' : 'reconnecting');
  }

  regainsNetwork(): void {
    this.room.emit('reconnected');
    this.wake();
  }

  /** From now on the microphone is refused. */
  refusesMicrophone(): void {
    this.prepareRoom = refuseMicrophone;
    for (const room of this.rooms) refuseMicrophone(room);
  }

  /** The network is back, or the app is in front again. */
  wake(): void {
    for (const listener of this.#sleepers) listener();
  }
}

function refuseMicrophone({ localParticipant }: FakeRoom): void {
  localParticipant.microphoneRefusal = new DOMException('refused', 'NotAllowedError');
}
