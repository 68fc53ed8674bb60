import { MAX_IMAGES_PER_TURN, MAX_TEXT_BYTES, type UserMessage } from '@bakebot/protocol';
import type { PictureSource, Platform, PreparedPicture } from '../platform/platform.ts';
import { LiveKitServiceError, notConnected } from '../state/errors.ts';
import type { ServiceEvent } from '../state/events.ts';
import type { Outbox } from './outbox.ts';

export type ComposerOptions = {
  readonly platform: Pick<Platform, 'createId' | 'preparePicture'>;
  readonly outbox: Outbox;
  readonly dispatch: (event: ServiceEvent) => void;
  /** The connection, also while it is being made or restored. */
  readonly connection: () => object | undefined;
};

/** Turns typed text and pictures into queued turns. */
export class Composer {
  readonly #options: ComposerOptions;

  constructor(options: ComposerOptions) {
    this.#options = options;
  }

  /** @returns the turn's id */
  text(typed: string): string {
    const text = checkLength(typed.trim());
    if (!text) throw new LiveKitServiceError('text_empty', 'The text is empty.');
    return this.#enqueue({ id: this.#options.platform.createId(), type: 'text', text }, text, []);
  }

  /** @returns the turn's id, once the pictures are prepared */
  async pictures(sources: readonly PictureSource[], typed: string): Promise<string> {
    const count = sources.length;
    if (count < 1 || count > MAX_IMAGES_PER_TURN) {
      const detail = `A turn has 1 to ${MAX_IMAGES_PER_TURN} pictures.`;
      throw new LiveKitServiceError('picture_count', detail);
    }
    const caption = checkLength(typed.trim());
    const pictures = await Promise.all(sources.map((source) => this.#prepare(source)));
    const id = this.#options.platform.createId();
    const message = { id, type: 'image', count, ...(caption && { caption }) } as const;
    return this.#enqueue(message, caption, pictures);
  }

  #enqueue(message: UserMessage, text: string, pictures: readonly PreparedPicture[]): string {
    const { outbox, dispatch, connection } = this.#options;
    if (!connection()) throw notConnected();
    dispatch({
      type: 'turn-started',
      turnId: message.id,
      kind: message.type,
      text,
      pictures: pictures.map(({ preview }) => preview),
      delivery: { state: 'queued' },
      at: Date.now(),
    });
    outbox.add(message, pictures);
    return message.id;
  }

  async #prepare(source: PictureSource): Promise<PreparedPicture> {
    try {
      return await this.#options.platform.preparePicture(source);
    } catch (cause) {
      const detail = 'The device cannot decode the file as a picture.';
      throw new LiveKitServiceError('picture_unreadable', detail, { cause });
    }
  }
}

function checkLength(text: string): string {
  if (new TextEncoder().encode(text).byteLength <= MAX_TEXT_BYTES) return text;
  const detail = `A text has at most ${MAX_TEXT_BYTES} bytes.`;
  throw new LiveKitServiceError('text_too_long', detail);
}
