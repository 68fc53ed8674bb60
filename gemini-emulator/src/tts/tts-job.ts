import type { Pcm } from '../audio/pcm.ts';
import { resample } from '../audio/resample.ts';
import { Espeak } from './espeak.ts';
import { type Language, languageOfText } from './language.ts';

export type TtsJob = {
  readonly text: string;
  /** Guessed from the text when absent. */
  readonly language?: Language | undefined;
  readonly sampleRate: number;
};
export type SpokenSentence = Pcm;

/** The pause after a sentence. espeak-ng leaves half a second, which is long in a conversation. */
const PAUSE_MS = 150;

let starting: Promise<Espeak> | undefined;

/** A sentence as sound, at the rate that was asked for. */
export async function speakSentence(job: TtsJob): Promise<SpokenSentence> {
  // Nothing to pronounce (an emoji, a dash) is a short silence, not a failure.
  if (!/[\p{L}\p{N}]/u.test(job.text)) {
    const samples = new Int16Array((job.sampleRate * PAUSE_MS) / 1000);
    return { samples, sampleRate: job.sampleRate };
  }
  const espeak = await startEspeak();
  const spoken = espeak.speak(job.text, job.language ?? languageOfText(job.text));
  return resample(withShortPause(spoken), job.sampleRate);
}

/** Starts the synthesiser ahead of the first sentence. */
export function startEspeak(): Promise<Espeak> {
  starting ??= Espeak.start();
  return starting;
}

function withShortPause({ samples, sampleRate }: Pcm): Pcm {
  const end = samples.findLastIndex((sample) => sample !== 0) + 1;
  return { samples: samples.slice(0, end + (sampleRate * PAUSE_MS) / 1000), sampleRate };
}
