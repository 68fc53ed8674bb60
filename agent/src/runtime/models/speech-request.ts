import { APIConnectionError, APITimeoutError, tts } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { durationMs } from '../audio/frame-duration.ts';
import { withTimeout } from '../async/with-timeout.ts';
import { onTtsFailure } from '../workarounds/tts-failures.ts';

/** How a request for speech ended: as it should, or with an error after some sound or none. */
export type SpeechEnd = {
  /** Duration of the sound, in ms. */
  readonly spokenMs: number;
  readonly error?: Error | undefined;
};

/** Longest pauses of a TTS, in ms. */
export type SpeechPauses = {
  /** Before its first sound. */
  readonly firstSoundMs: number;
  /** Between two frames. */
  readonly gapMs: number;
};

/** The framework's retries are off: they repeat the beginning of speech that was cut, and ask again with a key that was refused. */
const ONE_REQUEST = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 60_000 };

/** Asks a TTS once to speak a text, and passes on each frame. Never rejects. */
export async function requestSpeech(
  voice: tts.TTS,
  text: string,
  pauses: SpeechPauses,
  signal: AbortSignal,
  speak: (frame: AudioFrame) => void,
): Promise<SpeechEnd> {
  let error: Error | undefined;
  let spokenMs = 0;
  const stream = open(voice, text);
  const stop = (): void => stream.close();
  onTtsFailure(stream, (failure) => (error ??= failure));
  signal.addEventListener('abort', stop, { once: true });
  for (;;) {
    const pauseMs = spokenMs > 0 ? pauses.gapMs : pauses.firstSoundMs;
    const next = await withTimeout(pauseMs, stream.next());
    if (signal.aborted || next?.done) break;
    if (!next) {
      error = new APITimeoutError({ message: `no speech within ${pauseMs} ms` });
      stream.close();
      break;
    }
    if (next.value === tts.SynthesizeStream.END_OF_STREAM) continue;
    const { frame } = next.value;
    spokenMs += durationMs(frame);
    speak(frame);
  }
  signal.removeEventListener('abort', stop);
  // Gemini TTS ends without sound when it refuses a text, or answers with text.
  if (spokenMs === 0) error ??= new APIConnectionError({ message: 'the response has no sound' });
  return { spokenMs, error };
}

function open(voice: tts.TTS, text: string): tts.ChunkedStream | tts.SynthesizeStream {
  if (!voice.capabilities.streaming) return voice.synthesize(text, ONE_REQUEST);
  const stream = voice.stream({ connOptions: ONE_REQUEST });
  stream.updateInputStream(ReadableStream.from([text]));
  return stream;
}
