import { bytesFromPcm, type Pcm, pcmFromBytes } from './pcm.ts';

const HEADER_BYTES = 44;

/** A WAV file (RIFF, PCM, 16 bit, mono). */
export function encodeWav({ samples, sampleRate }: Pcm): Buffer {
  const data = bytesFromPcm(samples);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(HEADER_BYTES - 8 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

/** Reads a mono 16-bit WAV file. Sizes that reach past the end, as streaming encoders write them, are cut. */
export function decodeWav(file: Buffer): Pcm {
  if (file.length < HEADER_BYTES || file.toString('latin1', 0, 4) !== 'RIFF') {
    throw new TypeError('Not a WAV file: it does not begin with RIFF.');
  }
  let sampleRate = 0;
  for (let offset = 12; offset + 8 <= file.length;) {
    const id = file.toString('latin1', offset, offset + 4);
    const size = file.readUInt32LE(offset + 4);
    const body = file.subarray(offset + 8, offset + 8 + size);
    if (id === 'fmt ') {
      if (
        body.readUInt16LE(0) !== 1 ||
        body.readUInt16LE(2) !== 1 ||
        body.readUInt16LE(14) !== 16
      ) {
        throw new TypeError('This WAV file is not mono 16-bit PCM: convert it first.');
      }
      sampleRate = body.readUInt32LE(4);
    }
    if (id === 'data') return { samples: pcmFromBytes(body), sampleRate };
    offset += 8 + size + (size % 2);
  }
  throw new TypeError('This WAV file has no data.');
}
