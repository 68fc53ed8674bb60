import * as z from 'zod/mini';
import { MAX_IMAGES_PER_TURN } from './topics.ts';
import { TurnId } from './turn.ts';

/** Media types that a picture may have on the wire. HEIC is converted on the phone, before sending. */
export const ImageType = z.enum(['image/jpeg', 'image/png', 'image/webp']);
export type ImageType = z.infer<typeof ImageType>;

/**
 * Attributes of a byte stream on `IMAGE_TOPIC` (LiveKit's stream attributes are strings). All optional: a stock client
 * that sends a bare picture makes a turn of one picture, with the stream's id as the turn's.
 */
export const ImageStreamAttributes = z.object({
  turn_id: z.optional(TurnId),
  /** Place of this picture in its turn, from 0. */
  index: z._default(z.coerce.number().check(z.int(), z.nonnegative()), 0),
  /** Pictures in the turn. */
  count: z._default(
    z.coerce.number().check(z.int(), z.positive(), z.maximum(MAX_IMAGES_PER_TURN)),
    1,
  ),
  caption: z.optional(z.string()),
});
export type ImageStreamAttributes = z.infer<typeof ImageStreamAttributes>;
