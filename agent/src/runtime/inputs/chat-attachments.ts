import { MAX_IMAGES_PER_TURN } from '@bakebot/protocol';
import type { PicturePlace } from './photos/photo-inbox.ts';

/** Announced attachments that are kept: enough for every text in flight. */
const MAX_EXPECTED = 10 * MAX_IMAGES_PER_TURN;

/** Positions of the photos that LiveKit's chat attaches to a text. */
export class ChatAttachments {
  readonly #places = new Map<string, Promise<PicturePlace>>();

  /** Records byte streams that a text announces; the text is their caption. */
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

  /** The turn and position of a byte stream: those that a text announced, or a turn of its own. */
  async placeOf(streamId: string): Promise<PicturePlace> {
    const place = this.#places.get(streamId);
    this.#places.delete(streamId);
    return (await place) ?? { turnId: streamId, index: 0, count: 1, caption: '' };
  }
}
