import * as z from 'zod/mini';

/**
 * Every way in which a turn, an input that belongs to no turn, or the agent's voice can fail. Stable: apps switch on these codes.
 * `docs/protocol.md` lists what the app should do about each.
 */
export const ErrorCode = z.enum([
  /** The message is not JSON, or not a `DataChannelMessage`. */
  'message_malformed',
  /** The message is larger than the limits in `topics.ts` allow. */
  'message_too_large',
  /** More messages per minute than one person sends. */
  'rate_limited',
  /** More than `MAX_IMAGE_BYTES`. */
  'image_too_large',
  /** More than `MAX_IMAGE_PIXELS`, or a side over `MAX_IMAGE_SIDE`, at any file size. */
  'image_too_many_pixels',
  /** Not a JPEG, PNG, WebP, AVIF or HEIC, whatever its declared type. */
  'image_type_unsupported',
  /** The file cannot be decoded. */
  'image_unreadable',
  /** The upload stopped before its end. */
  'image_incomplete',
  /** More than `MAX_IMAGES_PER_TURN`. */
  'image_too_many',
  /** Speech was recorded, but the transcript is empty. */
  'speech_not_understood',
  /** The model's API failed, also after retries. */
  'model_unavailable',
  /** The agent could not speak in full. What it says arrives as text: the turn is answered. */
  'voice_unavailable',
  /** The model's safety filter rejected the turn. */
  'model_refused',
  /** No answer began within `TURN_TIMEOUT_MS`. */
  'turn_timeout',
  /** The agent is leaving the room. */
  'agent_leaving',
  /** A fault in the agent; its log has the details under the turn's id. */
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;
