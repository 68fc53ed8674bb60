/**
 * Names and limits of everything that travels through the room, in one place.
 *
 * Names that start with `lk.` are LiveKit's own (https://docs.livekit.io/home/client/data/text-streams/).
 */

/** `DataChannelMessage` as JSON: a reliable data packet, or a text stream when it does not fit into one. */
export const MESSAGE_TOPIC = 'bakebot.message';

/** Pictures: a byte stream each, with the attributes of `image-stream.ts`. */
export const IMAGE_TOPIC = 'images';

/** LiveKit's standard topic for typed text, and for files attached to it. */
export const CHAT_TOPIC = 'lk.chat';

/** LiveKit's standard topic for what was said, by either side, while it is being said. */
export const TRANSCRIPTION_TOPIC = 'lk.transcription';

/** LiveKit's participant attribute with the agent's state: initializing, idle, listening, thinking or speaking. */
export const AGENT_STATE_ATTRIBUTE = 'lk.agent.state';

/**
 * Largest reliable data packet, in bytes, that crosses every network (LiveKit's documented limit is 15 KiB).
 * Anything larger goes as a text stream.
 */
export const MAX_PACKET_BYTES = 15 * 1024;

/** Largest typed turn, in bytes of UTF-8. About four pages: a long pasted recipe fits. */
export const MAX_TEXT_BYTES = 16 * 1024;

/** Largest picture as it is uploaded, in bytes. Clients downscale to far less before sending. */
export const MAX_IMAGE_BYTES = 8 * 1024 * 1024;

/** Largest picture in pixels (width × height), checked before decoding: 50 megapixels, a current phone's camera. */
export const MAX_IMAGE_PIXELS = 50_000_000;

/** Pictures in one turn. */
export const MAX_IMAGES_PER_TURN = 4;

/** How long a turn may wait for the first sign of its answer before it fails with `turn_timeout`, in ms. */
export const TURN_TIMEOUT_MS = 10_000;
