/** Mono 16-bit sound. */
export type Pcm = {
  readonly samples: Int16Array;
  /** Samples a second. */
  readonly sampleRate: number;
};

/** Reads little-endian 16-bit samples, as Google sends and expects them. An odd last byte is ignored. */
export function pcmFromBytes(bytes: Buffer): Int16Array {
  const samples = new Int16Array(bytes.length >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = bytes.readInt16LE(i * 2);
  return samples;
}

/** Writes little-endian 16-bit samples. */
export function bytesFromPcm(samples: Int16Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (let i = 0; i < samples.length; i++) bytes.writeInt16LE(samples[i] ?? 0, i * 2);
  return bytes;
}

export function concatenate(pieces: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

/** Loudness: root mean square, from 0 (silence) to 1. */
export function loudness(samples: Int16Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length) / 0x8000;
}

/** Length in ms. */
export function durationMs({ samples, sampleRate }: Pcm): number {
  return (samples.length / sampleRate) * 1000;
}
