import * as z from 'zod/mini';
import { MAX_IMAGES_PER_TURN } from './topics.ts';
import { TurnId } from './turn.ts';

/** Media types of images. Their bytes count, not what their sender declares. */
export const ImageType = z.enum([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/heic',
]);
export type ImageType = z.infer<typeof ImageType>;

/**
 * Attributes of a byte stream on `IMAGE_TOPIC`; LiveKit's stream attributes are strings, so numbers are coerced. All are
 * optional: without attributes, the stream is a turn of one image, and the stream's id is the turn's.
 */
export const ImageStreamAttributes = z.object({
  turn_id: z.optional(TurnId),
  /** Position of the image in its turn, from 0. Without it, images stand in the order in which they arrive. */
  index: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
  /** Number of images in the turn. */
  count: z._default(
    z.coerce.number().check(z.int(), z.positive(), z.maximum(MAX_IMAGES_PER_TURN)),
    1,
  ),
  caption: z.optional(z.string()),
});
export type ImageStreamAttributes = z.infer<typeof ImageStreamAttributes>;
