import {
  type ErrorCode,
  ImageStreamAttributes,
  MAX_IMAGE_BYTES,
  MAX_IMAGES_PER_TURN,
} from '@bakebot/protocol';
import { log } from '@livekit/agents';
import { SerialQueue } from '../../async/serial-queue.ts';
import type { Outbox } from '../../outputs/outbox.ts';
import type { TurnManager } from '../../turns/turn-manager.ts';
import type { Picture } from '../../turns/user-turn.ts';
import { type PhotoResult, checkPhoto } from './check-photo.ts';
import { readStream, type StreamFailure, type StreamReader } from '../streams/read-stream.ts';

/** Longest time between two chunks of an upload, in ms. */
const STALL_MS = 10_000;

/** Longest time between two pictures of a turn, in ms. */
const NEXT_PICTURE_MS = 20_000;

/** Simultaneous uploads, which are held in memory: those of a turn, and of the one that supersedes it. */
const MAX_UPLOADS = 2 * MAX_IMAGES_PER_TURN;

/** An incoming LiveKit byte stream. */
export type PhotoStream = StreamReader<Uint8Array> & {
  readonly info: {
    readonly streamId: string;
    readonly mimeType: string;
    readonly attributes?: Record<string, string> | undefined;
  };
};

/** The turn of a picture, and its position there. */
export type PhotoPlace = {
  readonly turnId: string;
  /** From 0. */
  readonly index: number;
  /** Number of pictures in the turn. */
  readonly count: number;
  readonly caption: string;
};

/** A turn whose pictures are still arriving. */
type Album = {
  readonly turn: { readonly id: string; readonly kind: 'image' };
  readonly count: number;
  caption: string;
  readonly pictures: Map<number, Picture>;
  timeout: NodeJS.Timeout;
};

/** Receives, checks and collects the pictures of turns. A complete turn goes to the turn manager. */
export class PhotoInbox {
  readonly #turns: Pick<TurnManager, 'receive' | 'answer' | 'fail'>;
  readonly #outbox: Pick<Outbox, 'error'>;
  readonly #albums = new Map<string, Album>();
  #uploads = 0;
  /** One at a time: decoded, the largest picture takes 150 MB. */
  readonly #decoding = new SerialQueue();

  constructor(
    turns: Pick<TurnManager, 'receive' | 'answer' | 'fail'>,
    outbox: Pick<Outbox, 'error'>,
  ) {
    this.#turns = turns;
    this.#outbox = outbox;
  }

  /** Opens a turn whose pictures follow as byte streams. */
  announce(turnId: string, count: number, caption: string): void {
    this.#open(turnId, count, caption);
  }

  /** Receives one picture. It never throws: failures are reported to the app. */
  async accept(stream: PhotoStream): Promise<void> {
    const attributes = ImageStreamAttributes.safeParse(stream.info.attributes ?? {});
    if (!attributes.success) {
      this.#outbox.error('message_malformed', "The picture's stream attributes are not valid.");
      await stream.close();
      return;
    }
    const { turn_id: turnId = stream.info.streamId, index, count, caption = '' } = attributes.data;
    await this.acceptAt({ turnId, index, count, caption }, stream);
  }

  /** Receives one picture at a known place. */
  async acceptAt(place: PhotoPlace, stream: PhotoStream): Promise<void> {
    const { turnId, index, count, caption } = place;
    const album = this.#open(turnId, count, caption);
    if (!album) {
      await stream.close();
      return;
    }
    if (this.#uploads >= MAX_UPLOADS) {
      this.#fail(
        album,
        'rate_limited',
        `At most ${MAX_UPLOADS} pictures may be uploaded at a time.`,
      );
      await stream.close();
      return;
    }
    this.#uploads++;
    const result = await this.#read(stream).finally(() => this.#uploads--);
    if (result.ok) this.#add(album, index, result.picture);
    else this.#fail(album, result.code, result.detail);
  }

  async #read(stream: PhotoStream): Promise<PhotoResult> {
    const read = await readStream(stream, MAX_IMAGE_BYTES, STALL_MS);
    if (!read.ok) {
      return { ok: false, code: CODES[read.failure], detail: DETAILS[read.failure] };
    }
    return this.#decoding.run(() => checkPhoto(Buffer.concat(read.chunks), stream.info.mimeType));
  }

  close(): void {
    for (const album of this.#albums.values()) clearTimeout(album.timeout);
    this.#albums.clear();
  }

  #open(turnId: string, count: number, caption: string): Album | undefined {
    const open = this.#albums.get(turnId);
    if (open) {
      open.caption ||= caption;
      return open;
    }
    const turn = { id: turnId, kind: 'image' } as const;
    if (!this.#turns.receive(turn)) return undefined;
    if (count > MAX_IMAGES_PER_TURN) {
      this.#turns.fail(turn, 'image_too_many', `A turn has up to ${MAX_IMAGES_PER_TURN} pictures.`);
      return undefined;
    }
    const album: Album = {
      turn,
      count,
      caption,
      pictures: new Map(),
      timeout: setTimeout(() => this.#giveUp(turnId), NEXT_PICTURE_MS),
    };
    this.#albums.set(turnId, album);
    return album;
  }

  #add(album: Album, index: number, picture: Picture): void {
    if (this.#albums.get(album.turn.id) !== album) return;
    album.pictures.set(index, picture);
    log().info(
      { turnId: album.turn.id, index, bytes: picture.jpeg.byteLength },
      'picture received',
    );
    if (album.pictures.size < album.count) {
      album.timeout.refresh();
      return;
    }
    this.#drop(album);
    const inOrder = [...album.pictures].toSorted(([a], [b]) => a - b).map(([, each]) => each);
    this.#turns.answer({ ...album.turn, text: album.caption, pictures: inOrder });
  }

  #giveUp(turnId: string): void {
    const album = this.#albums.get(turnId);
    if (album) this.#fail(album, 'image_incomplete', 'Not all pictures of the turn arrived.');
  }

  #fail(album: Album, code: ErrorCode, detail: string): void {
    if (!this.#drop(album)) return;
    this.#turns.fail(album.turn, code, detail);
  }

  #drop(album: Album): boolean {
    clearTimeout(album.timeout);
    return this.#albums.get(album.turn.id) === album && this.#albums.delete(album.turn.id);
  }
}

const CODES = {
  too_large: 'image_too_large',
  incomplete: 'image_incomplete',
} as const satisfies Record<StreamFailure, ErrorCode>;

const DETAILS = {
  too_large: `A picture has up to ${MAX_IMAGE_BYTES} bytes: scale it down before sending.`,
  incomplete: 'The upload is incomplete.',
} as const satisfies Record<StreamFailure, string>;
