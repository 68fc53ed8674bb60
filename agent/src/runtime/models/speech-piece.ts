import { setTimeout as delay } from 'node:timers/promises';
import { APITimeoutError, AsyncIterableQueue, log, type tts } from '@livekit/agents';
import { type AudioFrame, AudioResampler } from '@livekit/rtc-node';
import { requestSpeech, type SpeechEnd } from './speech-request.ts';
import { textLeft } from './text-left.ts';
import { vendorErrorOf } from './vendor-rejection.ts';

/** How long a TTS may take, in ms. */
export type Patience = {
  /** To its first sound, when another TTS can take over. */
  readonly firstSoundMs: number;
  /** To its first sound, when no other TTS can. */
  readonly lastFirstSoundMs: number;
  /** From one frame to the next. */
  readonly gapMs: number;
};

/** Pause before the only TTS is asked again, in ms. */
const RETRY_PAUSE_MS = 250;

export type SpeechPieceOptions = {
  readonly text: string;
  /** In the order in which they are asked. The only one is asked twice. */
  readonly voices: readonly tts.TTS[];
  /** Sample rate of the frames, in Hz. */
  readonly sampleRate: number;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** A TTS failed. Another request may still succeed. */
  readonly failed: (voice: tts.TTS) => void;
};

/** Part of an answer, spoken by the first TTS that can. Another one goes on where it stops. */
export class SpeechPiece {
  /** The speech. Read it once. */
  readonly frames = new AsyncIterableQueue<AudioFrame>();
  /** Resolves with true at the first sound, and with false when there will be none. */
  readonly hasSound: Promise<boolean>;
  /** Resolves when all has been spoken, and with the last error when that is not all of the text. */
  readonly end: Promise<Error | undefined>;
  readonly #options: SpeechPieceOptions;
  readonly #sound = Promise.withResolvers<boolean>();

  constructor(options: SpeechPieceOptions) {
    this.#options = options;
    this.hasSound = this.#sound.promise;
    this.end = this.#speak().finally(() => {
      this.#sound.resolve(false);
      this.frames.close();
    });
  }

  async #speak(): Promise<Error | undefined> {
    const { voices, signal } = this.#options;
    const [only] = voices;
    const isAlone = voices.length === 1;
    let { text } = this.#options;
    let latest: Error | undefined;
    for (const [at, voice] of (isAlone && only ? [only, only] : voices).entries()) {
      if (isAlone && at > 0) await delay(RETRY_PAUSE_MS);
      const { error, spokenMs } = await this.#request(voice, text, at >= voices.length - 1);
      if (spokenMs > 0) text = textLeft(text, spokenMs);
      if (!error || text === '') return undefined;
      latest = error;
      if (signal.aborted || (isAlone && !isPassing(error))) break;
    }
    return latest;
  }

  async #request(voice: tts.TTS, text: string, isLast: boolean): Promise<SpeechEnd> {
    const { sampleRate, patience, signal, failed } = this.#options;
    const { rate, channels } = { rate: voice.sampleRate, channels: voice.numChannels };
    const resampler =
      rate === sampleRate ? undefined : new AudioResampler(rate, sampleRate, channels);
    const firstSoundMs = isLast ? patience.lastFirstSoundMs : patience.firstSoundMs;
    const pauses = { firstSoundMs, gapMs: patience.gapMs };
    const end = await requestSpeech(voice, text, pauses, signal, (frame) =>
      this.#put(resampler ? resampler.push(frame) : [frame]),
    );
    // Without input, the resampler returns a frame of noise.
    if (resampler && end.spokenMs > 0) this.#put(resampler.flush());
    resampler?.close();
    if (end.error && !signal.aborted) {
      const { kind, words } = vendorErrorOf(end.error);
      log().warn(
        { tts: voice.label, model: voice.model, kind, words },
        'failed to synthesize speech',
      );
      failed(voice);
    }
    return end;
  }

  #put(frames: readonly AudioFrame[]): void {
    for (const frame of frames) this.frames.put(frame);
    if (frames.length > 0) this.#sound.resolve(true);
  }
}

/** Whether the same request can succeed a moment later. A TTS that is too slow takes too long a second time. */
function isPassing(error: Error): boolean {
  return !(error instanceof APITimeoutError) && !vendorErrorOf(error).isPermanent;
}
