import * as z from 'zod/mini';

/**
 * Every way in which a turn, or an input that never became one, can fail. Stable: apps switch on these.
 * `docs/protocol.md` says for each what happened and what the app should do.
 */
export const ErrorCode = z.enum([
  /** The message is not JSON, or not a `DataChannelMessage`. */
  'message_malformed',
  /** The message is larger than the limits in `topics.ts` allow. */
  'message_too_large',
  /** More messages a minute than one person sends. Wait, then retry. */
  'rate_limited',
  /** More than `MAX_IMAGE_BYTES`. */
  'image_too_large',
  /** More than `MAX_IMAGE_PIXELS`, whatever the file's size. */
  'image_too_many_pixels',
  /** Not a JPEG, PNG or WebP, or not what its declared type says. */
  'image_type_unsupported',
  /** The file is damaged: it could not be decoded. */
  'image_unreadable',
  /** The upload stopped half way. */
  'image_incomplete',
  /** More images in one turn than `MAX_IMAGES_PER_TURN`. */
  'image_too_many',
  /** Speech was recorded, but nothing was understood. */
  'speech_not_understood',
  /** The model's service refused or failed, also after retries. */
  'model_unavailable',
  /** The model declined to answer this turn (its safety filter). */
  'model_refused',
  /** No answer began within `TURN_TIMEOUT_MS`. */
  'turn_timeout',
  /** The agent is leaving: reconnect to get a fresh one. */
  'agent_leaving',
  /** A fault of ours; the agent's log has the details under the turn's id. */
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;
