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

/** Longest upload of one picture, in ms: 8 MiB at a megabit per second. */
const UPLOAD_MS = 67_000;

/** Longest time without an upload while pictures of a turn are missing, in ms. */
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
  /** From 0; by default the order of arrival. */
  readonly index?: number | undefined;
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
  /** Uploads that began. */
  begun: number;
  uploading: number;
  /** Whether the turn failed. The album stays until its other pictures have arrived, which must not reopen the turn. */
  isFailed: boolean;
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

  /** Opens a turn whose pictures follow as byte streams, or opens a failed one again. */
  announce(turnId: string, count: number, caption: string): void {
    const album = this.#albums.get(turnId);
    if (album?.isFailed) this.#drop(album);
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

  /** Receives a turn whose only picture came in its message. */
  async acceptInline(turnId: string, bytes: Buffer, caption: string): Promise<void> {
    const check = (): Promise<PhotoResult> => this.#check(bytes);
    await this.#receive({ turnId, count: 1, caption }, check);
  }

  /** Receives one picture at a known place. */
  async acceptAt(place: PhotoPlace, stream: PhotoStream): Promise<void> {
    if (!(await this.#receive(place, () => this.#read(stream)))) await stream.close();
  }

  /** @returns false when the picture is dropped without having been read */
  async #receive(place: PhotoPlace, read: () => Promise<PhotoResult>): Promise<boolean> {
    const album = this.#open(place.turnId, place.count, place.caption);
    if (!album || !this.#begin(album)) return false;
    const index = place.index ?? album.begun - 1;
    const result = await read().finally(() => this.#end(album));
    if (result.ok) this.#add(album, index, result.picture);
    else this.#fail(album, result.code, result.detail);
    return true;
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
    const album: Album = {
      turn,
      count,
      caption,
      pictures: new Map(),
      begun: 0,
      uploading: 0,
      isFailed: false,
      timeout: this.#timeout(turnId),
    };
    this.#albums.set(turnId, album);
    if (count > MAX_IMAGES_PER_TURN) {
      this.#fail(album, 'image_too_many', `A turn has up to ${MAX_IMAGES_PER_TURN} pictures.`);
    }
    return album;
  }

  /** Begins an upload, during which only the upload's own limits apply. @returns false for one to be dropped */
  #begin(album: Album): boolean {
    album.begun++;
    if (this.#uploads >= MAX_UPLOADS) {
      const detail = `At most ${MAX_UPLOADS} pictures may be uploaded at a time.`;
      this.#fail(album, 'rate_limited', detail);
    }
    if (album.isFailed) {
      this.#forgetIfWhole(album);
      return false;
    }
    this.#uploads++;
    album.uploading++;
    clearTimeout(album.timeout);
    return true;
  }

  #end(album: Album): void {
    this.#uploads--;
    album.uploading--;
    if (album.uploading === 0 && this.#isCurrent(album))
      album.timeout = this.#timeout(album.turn.id);
  }

  async #read(stream: PhotoStream): Promise<PhotoResult> {
    const limits = { bytes: MAX_IMAGE_BYTES, stallMs: STALL_MS, totalMs: UPLOAD_MS };
    const read = await readStream(stream, limits);
    if (read.ok) return this.#check(Buffer.concat(read.chunks));
    return { ok: false, code: CODES[read.failure], detail: DETAILS[read.failure] };
  }

  #check(bytes: Buffer): Promise<PhotoResult> {
    return this.#decoding.run(() => checkPhoto(bytes));
  }

  #add(album: Album, index: number, picture: Picture): void {
    if (!this.#isCurrent(album) || album.isFailed) return;
    album.pictures.set(index, picture);
    log().info(
      { turnId: album.turn.id, index, bytes: picture.jpeg.byteLength },
      'picture received',
    );
    if (album.pictures.size < album.count) return;
    this.#drop(album);
    const inOrder = [...album.pictures].toSorted(([a], [b]) => a - b).map(([, each]) => each);
    this.#turns.answer({ ...album.turn, text: album.caption, pictures: inOrder });
  }

  #timeout(turnId: string): NodeJS.Timeout {
    return setTimeout(() => {
      const album = this.#albums.get(turnId);
      if (!album) return;
      this.#fail(album, 'image_incomplete', 'Not all pictures of the turn arrived.');
      this.#drop(album);
    }, NEXT_PICTURE_MS);
  }

  #fail(album: Album, code: ErrorCode, detail: string): void {
    if (!this.#isCurrent(album) || album.isFailed) return;
    album.isFailed = true;
    this.#turns.fail(album.turn, code, detail);
    this.#forgetIfWhole(album);
  }

  /** Forgets a failed album when no more of its pictures are to come. */
  #forgetIfWhole(album: Album): void {
    if (album.begun >= album.count) this.#drop(album);
  }

  #drop(album: Album): void {
    clearTimeout(album.timeout);
    if (this.#isCurrent(album)) this.#albums.delete(album.turn.id);
  }

  #isCurrent(album: Album): boolean {
    return this.#albums.get(album.turn.id) === album;
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
