import type { tts } from '@livekit/agents';

type TtsStream = tts.ChunkedStream | tts.SynthesizeStream;

/**
 * Calls back when a TTS stream fails, and with which error, before the stream ends. Call it in the same tick as the stream is
 * created.
 *
 * **Cause**: a stream of the framework (1.9.0) that fails ends for its reader as if it were complete. The error is emitted by the
 * TTS, which does not say which of its streams failed, and a `ChunkedStream` leaves a rejected promise that is never handled.
 *
 * **Can go** when reading a failed stream throws: `tts-failures.test.ts` then fails.
 */
export function onTtsFailure(stream: TtsStream, failed: (error: Error) => void): void {
  const run: unknown = Reflect.get(stream, 'mainTask');
  if (typeof run !== 'function' || typeof Reflect.get(stream, 'emitError') !== 'function') {
    throw new TypeError('the framework no longer has mainTask and emitError: see tts-failures.ts');
  }
  define(stream, 'emitError', ({ error, recoverable }: { error: Error; recoverable: boolean }) => {
    if (!recoverable) failed(error);
  });
  define(stream, 'mainTask', async () => {
    // The rejection repeats the error that was emitted.
    await Promise.resolve(Reflect.apply(run, stream, [])).catch(() => {});
  });
}

function define(stream: TtsStream, name: string, value: (...args: never[]) => unknown): void {
  Object.defineProperty(stream, name, { value, configurable: true });
}
