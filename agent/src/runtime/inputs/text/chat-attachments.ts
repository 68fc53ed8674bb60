import { MAX_IMAGES_PER_TURN } from '@bakebot/protocol';
import type { PhotoPlace } from '../photos/photo-inbox.ts';

/** Announced attachments that are kept: enough for all texts in flight. */
const MAX_EXPECTED = 10 * MAX_IMAGES_PER_TURN;

/** Maps the byte streams attached to `lk.chat` texts to their turns. */
export class ChatAttachments {
  readonly #places = new Map<string, Promise<PhotoPlace>>();

  /** Registers the byte streams that a text announces. The text becomes their caption. */
  expect(turnId: string, streamIds: readonly string[], caption: Promise<string>): void {
    for (const [index, streamId] of streamIds.entries()) {
      const place = caption.then((text) => ({
        turnId,
        index,
        count: streamIds.length,
        caption: text,
      }));
      this.#places.set(streamId, place);
      const [oldest] = this.#places.keys();
      if (this.#places.size > MAX_EXPECTED && oldest !== undefined) this.#places.delete(oldest);
    }
  }

  /** The turn of the text that announced a byte stream; without such a text, a turn of its own. */
  async placeOf(streamId: string): Promise<PhotoPlace> {
    const place = this.#places.get(streamId);
    this.#places.delete(streamId);
    return (await place) ?? { turnId: streamId, index: 0, count: 1, caption: '' };
  }
}
