/** Longest side of a picture as sent, in pixels. Gemini reads a picture in tiles of 768 px: more adds no detail. */
export const MAX_PICTURE_SIDE = 1536;

/** JPEG quality from 0 to 1: keeps small print on a packet readable, and makes a phone's photo about 300 KB. */
export const PICTURE_QUALITY = 0.85;
