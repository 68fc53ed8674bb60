import { encodeWav } from '../audio/wav.ts';
import { languageOfTag } from './language.ts';
import { speakSentence } from './tts-job.ts';
import { SPEECH_SAMPLE_RATE } from './voice.ts';

export type SpeakOptions = {
  /** BCP 47 tag of the voice: `en-US`, `de`. Guessed from the text when absent. */
  readonly voice?: string;
  /** 24 kHz when absent. */
  readonly sampleRate?: number;
};

/**
 * Makes a spoken WAV file (mono, 16 bit) of a text: the question that a test plays into a microphone.
 * It works on the calling thread, for 80-150 ms a sentence.
 */
export async function speak(
  text: string,
  { voice, sampleRate = SPEECH_SAMPLE_RATE }: SpeakOptions = {},
): Promise<Buffer> {
  return encodeWav(await speakSentence({ text, language: languageOfTag(voice), sampleRate }));
}
