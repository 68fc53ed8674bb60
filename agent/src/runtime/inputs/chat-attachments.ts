import { MAX_IMAGES_PER_TURN } from '@bakebot/protocol';
import type { PicturePlace } from './photos/photo-inbox.ts';

/** Attachments that are waited for: enough for every text that can still be on its way. */
const MAX_EXPECTED = 10 * MAX_IMAGES_PER_TURN;

/** The places that pictures attached to LiveKit's own chat have in their turns. */
export class ChatAttachments {
  readonly #places = new Map<string, Promise<PicturePlace>>();

  /** A text announces these byte streams; it is their caption once it is read. */
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

  /** Where a byte stream belongs: into the turn of the text that announced it, or, if none did, into one of its own. */
  async placeOf(streamId: string): Promise<PicturePlace> {
    const place = this.#places.get(streamId);
    this.#places.delete(streamId);
    return (await place) ?? { turnId: streamId, index: 0, count: 1, caption: '' };
  }
}
