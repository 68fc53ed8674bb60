import { describe, expect, it } from 'vitest';
import { decodeWav, encodeWav } from './wav.ts';

const sound = { samples: Int16Array.of(0, 1000, -1000, 32_767, -32_768), sampleRate: 24_000 };

describe('WAV files', () => {
  it('come back as they were written', () => {
    expect(decodeWav(encodeWav(sound))).toEqual(sound);
  });

  it('are read to their end when their header promises more', () => {
    const file = encodeWav(sound);
    file.writeUInt32LE(0x7fff_ffff, 40);
    expect(decodeWav(file).samples).toEqual(sound.samples);
  });

  it('are refused in stereo, with the remedy', () => {
    const file = encodeWav(sound);
    file.writeUInt16LE(2, 22);
    expect(() => decodeWav(file)).toThrow('not mono 16-bit PCM: convert it first');
  });

  it('are distinguished from other files', () => {
    expect(() => decodeWav(Buffer.alloc(100))).toThrow('Not a WAV file');
  });
});
