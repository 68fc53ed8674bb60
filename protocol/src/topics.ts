/**
 * Topics, and limits of the messages on them.
 *
 * Names that start with `lk.` are LiveKit's own (https://docs.livekit.io/home/client/data/text-streams/).
 */

/** `DataChannelMessage` as JSON: a reliable data packet, or a text stream above `MAX_PACKET_BYTES`. */
export const MESSAGE_TOPIC = 'bakebot.message';

/** Images: one byte stream each, with `ImageStreamAttributes`. */
export const IMAGE_TOPIC = 'images';

/** LiveKit's standard topic for typed text and its attachments. */
export const CHAT_TOPIC = 'lk.chat';

/** LiveKit's standard topic for live transcripts of both sides. */
export const TRANSCRIPTION_TOPIC = 'lk.transcription';

/** LiveKit's participant attribute for the agent's state: initializing, idle, listening, thinking or speaking. */
export const AGENT_STATE_ATTRIBUTE = 'lk.agent.state';

/** Largest reliable data packet, in bytes: LiveKit's documented limit. Larger messages become text streams. */
export const MAX_PACKET_BYTES = 15 * 1024;

/** Largest typed turn, in bytes of UTF-8: about four pages, enough for a long pasted recipe. */
export const MAX_TEXT_BYTES = 16 * 1024;

/** Largest upload of an image, in bytes. Clients downscale to far less before sending. */
export const MAX_IMAGE_BYTES = 8 * 1024 * 1024;

/** Largest image in pixels (width × height), checked before decoding: the camera of a current phone. */
export const MAX_IMAGE_PIXELS = 50_000_000;

/** Longest side of an image in pixels, checked before decoding: wider than the panorama of a phone. */
export const MAX_IMAGE_SIDE = 20_000;

export const MAX_IMAGES_PER_TURN = 4;

/** How long a turn waits for the start of its answer before it fails with `turn_timeout`, in ms. */
export const TURN_TIMEOUT_MS = 10_000;
