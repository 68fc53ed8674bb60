import type { stt } from '@livekit/agents';
import { vendorErrorOf } from '../models/vendor-rejection.ts';
import type { OpenSttStream } from './push-to-talk/utterance.ts';

/** `Utterance` retries with all audio. The framework's retries would lose the audio sent so far. */
const NO_RETRIES = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 10_000 };

/** Opens streams of an STT model, one at a time. The model must not be the session's, because its errors close the session. */
export function createSttStream(model: stt.STT): OpenSttStream {
  let failed: ((isRejected: boolean) => void) | undefined;
  model.on('error', ({ error }) => failed?.(vendorErrorOf(error).isPermanent));
  return (onFailed) => {
    failed = onFailed;
    return model.stream({ connOptions: NO_RETRIES });
  };
}
