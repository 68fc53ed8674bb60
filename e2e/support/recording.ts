import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeWav, encodeWav, speak } from '@bakebot/gemini-emulator';

/** Silence before the speech, while the browser opens its microphone, and after it, in ms. */
const LEAD_MS = 1500;
const TAIL_MS = 600;

/** Hz, of Chromium's fake microphone. */
const SAMPLE_RATE = 48_000;

/** A WAV file for Chromium's fake microphone. */
export type Recording = {
  readonly path: string;
  /** Duration, with silence. */
  readonly ms: number;
  wav(): Promise<Buffer>;
  delete(): Promise<void>;
};

/** Synthesizes a sentence into a file. */
export async function recordQuestion(text: string): Promise<Recording> {
  const { samples } = decodeWav(await speak(text, { sampleRate: SAMPLE_RATE }));
  const lead = (LEAD_MS / 1000) * SAMPLE_RATE;
  const tail = (TAIL_MS / 1000) * SAMPLE_RATE;
  const padded = new Int16Array(lead + samples.length + tail);
  padded.set(samples, lead);
  const folder = await mkdtemp(join(tmpdir(), 'bakebot-speech-'));
  const path = join(folder, 'question.wav');
  await writeFile(path, encodeWav({ samples: padded, sampleRate: SAMPLE_RATE }));
  return {
    path,
    ms: (padded.length / SAMPLE_RATE) * 1000,
    wav: () => readFile(path),
    delete: () => rm(folder, { recursive: true }),
  };
}
