import type { stt } from '@livekit/agents';
import type { OpenSttStream } from './push-to-talk/utterance.ts';

/** The utterance sends its audio again itself: the framework's retries lose audio that was sent. */
const NO_RETRIES = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 10_000 };

/** Opens STT streams for one utterance at a time, apart from the session's STT, whose errors close the session. */
export function createSttStream(model: stt.STT): OpenSttStream {
  let failed: (() => void) | undefined;
  model.on('error', () => failed?.());
  return (onFailed) => {
    failed = onFailed;
    return model.stream({ connOptions: NO_RETRIES });
  };
}
