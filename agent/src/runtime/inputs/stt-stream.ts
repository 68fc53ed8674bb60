import type { stt } from '@livekit/agents';
import type { OpenSttStream } from './push-to-talk/utterance.ts';

/** The talk that waits is given everything once more: the framework's own retries lose what they have sent. */
const NO_RETRIES = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 10_000 };

/** A recogniser for one talk at a time, apart from the session's, which takes its recogniser's errors for its own end. */
export function createSttStream(hearing: stt.STT): OpenSttStream {
  let failed: (() => void) | undefined;
  hearing.on('error', () => failed?.());
  return (onFailed) => {
    failed = onFailed;
    return hearing.stream({ connOptions: NO_RETRIES });
  };
}
