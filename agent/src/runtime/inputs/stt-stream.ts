import type { stt } from '@livekit/agents';
import { vendorErrorOf } from '../models/vendor-rejection.ts';
import type { OpenSttStream } from './push-to-talk/utterance.ts';

/** `Utterance` retries with all audio. The framework's retries would lose the audio sent so far. */
const NO_RETRIES = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 10_000 };

/** Opens streams of an STT model. The model must not be the session's, because its errors close the session. */
export function createSttStream(model: stt.STT): OpenSttStream {
  const open = new Map<stt.SpeechStream, (isRejected: boolean) => void>();
  // The model emits the errors of all its streams.
  model.on('error', ({ error }) => {
    for (const [stream, failed] of open) {
      if (stream._failed) failed(vendorErrorOf(error).isPermanent);
    }
  });
  return (failed) => {
    const stream = model.stream({ connOptions: NO_RETRIES });
    open.set(stream, failed);
    return {
      pushFrame: (frame) => stream.pushFrame(frame),
      endInput: () => stream.endInput(),
      close: () => {
        open.delete(stream);
        stream.close();
      },
      [Symbol.asyncIterator]: () => stream,
    };
  };
}
