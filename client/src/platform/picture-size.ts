/** Longest side of a picture as it is sent, in pixels. Gemini reads a picture in tiles of 768: more adds nothing. */
export const MAX_PICTURE_SIDE = 1536;

/** JPEG quality: small print on a packet stays readable, and a phone's photo becomes about 300 KB. */
export const PICTURE_QUALITY = 0.85;
