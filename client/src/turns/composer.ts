import { MAX_IMAGES_PER_TURN, MAX_TEXT_BYTES, type UserMessage } from '@bakebot/protocol';
import { LiveKitServiceError, notConnected } from '../state/errors.ts';
import type { ServiceEvent } from '../state/events.ts';
import type { Outbox } from './outbox.ts';
import type { PictureSource, Platform, PreparedPicture } from '../platform/platform.ts';

export type ComposerOptions = {
  readonly platform: Pick<Platform, 'createId' | 'preparePicture'>;
  readonly outbox: Outbox;
  readonly dispatch: (event: ServiceEvent) => void;
  /** Whether there is a connection, or one on its way. */
  readonly isConnected: () => boolean;
};

/** Makes turns of what the user types and shows, and hands them to the outbox. */
export class Composer {
  readonly #options: ComposerOptions;

  constructor(options: ComposerOptions) {
    this.#options = options;
  }

  /** @returns the turn's id */
  text(typed: string): string {
    const text = checkLength(typed.trim());
    if (!text) throw new LiveKitServiceError('text_empty', 'There is no text to send.');
    return this.#post({ id: this.#options.platform.createId(), type: 'text', text }, text, []);
  }

  /** @returns the turn's id, once the pictures are ready to go */
  async pictures(sources: readonly PictureSource[], typed: string): Promise<string> {
    const count = sources.length;
    if (count < 1 || count > MAX_IMAGES_PER_TURN) {
      const detail = `A turn has 1 to ${MAX_IMAGES_PER_TURN} pictures.`;
      throw new LiveKitServiceError('picture_count', detail);
    }
    const caption = checkLength(typed.trim());
    const pictures = await Promise.all(sources.map((source) => this.#prepare(source)));
    const id = this.#options.platform.createId();
    return this.#post({ id, type: 'image', count, ...(caption && { caption }) }, caption, pictures);
  }

  #post(message: UserMessage, text: string, pictures: readonly PreparedPicture[]): string {
    const { outbox, dispatch, isConnected } = this.#options;
    if (!isConnected()) throw notConnected();
    dispatch({
      type: 'turn-began',
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
      const detail = 'This device cannot read the file as a picture.';
      throw new LiveKitServiceError('picture_unreadable', detail, { cause });
    }
  }
}

function checkLength(text: string): string {
  if (new TextEncoder().encode(text).byteLength <= MAX_TEXT_BYTES) return text;
  const detail = `A text has up to ${MAX_TEXT_BYTES} bytes: send it in parts.`;
  throw new LiveKitServiceError('text_too_long', detail);
}
