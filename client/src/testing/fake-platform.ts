import type {
  AudioListener,
  PictureSource,
  Platform,
  PreparedPicture,
} from '../platform/platform.ts';
import type { RemoteTrack } from '../platform/room.ts';
import { FakeRoom } from './fake-room.ts';

/** A device and its network, in memory. */
export class FakePlatform implements Platform {
  /** Created rooms, the latest last. */
  readonly rooms: FakeRoom[] = [];
  readonly playing = new Set<RemoteTrack>();
  /** Called with each new room. */
  prepareRoom: (room: FakeRoom) => void = () => undefined;
  /** Changes of the audio session, in order. */
  readonly audioSessions: ('opened' | 'closed')[] = [];
  /** The service's listener, for simulated interruptions. */
  audioListener: AudioListener | undefined;
  /** Makes `openAudio` reject. */
  audioError: Error | undefined;
  readonly #wakeListeners = new Set<() => void>();
  #ids = 0;

  /** @throws before the first connection */
  get room(): FakeRoom {
    const room = this.rooms.at(-1);
    if (!room) throw new Error('no room was created');
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
      throw new Error('not a picture');
    const bytes = new Uint8Array(await source.arrayBuffer());
    return { bytes, type: 'image/jpeg', preview: { url: 'blob:1', width: 8, height: 6 } };
  }

  playTrack(track: RemoteTrack): () => void {
    this.playing.add(track);
    return () => void this.playing.delete(track);
  }

  async openAudio(listener: AudioListener): Promise<() => Promise<void>> {
    if (this.audioError) throw this.audioError;
    this.audioListener = listener;
    this.audioSessions.push('opened');
    return async () => void this.audioSessions.push('closed');
  }

  onWake(listener: () => void): () => void {
    this.#wakeListeners.add(listener);
    return () => void this.#wakeListeners.delete(listener);
  }

  /** Interrupts the connection; with `forGood`, disconnects it. */
  losesNetwork({ forGood = false } = {}): void {
    this.room.emit(forGood ? 'disconnected' : 'reconnecting');
  }

  regainsNetwork(): void {
    this.room.emit('reconnected');
    this.wake();
  }

  /** Denies access to the microphone from now on. */
  refusesMicrophone(): void {
    this.prepareRoom = denyMicrophone;
    for (const room of this.rooms) denyMicrophone(room);
  }

  /** Simulates the network's return, or the app's return to the foreground. */
  wake(): void {
    for (const listener of this.#wakeListeners) listener();
  }
}

function denyMicrophone({ localParticipant }: FakeRoom): void {
  localParticipant.microphoneError = new DOMException('denied', 'NotAllowedError');
}
