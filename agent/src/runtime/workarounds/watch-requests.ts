import type { llm, stt, tts } from '@livekit/agents';
import { intercept } from './realtime-session.ts';

export type Model = stt.STT | llm.LLM | tts.TTS;

export type RequestListener = {
  readonly succeeded: () => void;
  /** Returns the error that the framework gets. */
  readonly failed: (error: unknown) => unknown;
};

/** Methods that return a stream, each of which sends requests by its method `run`. */
const STREAM_METHODS = ['chat', 'stream', 'synthesize'] as const;

/**
 * Watches each request of a model, retries included, and may replace its error by one that the framework does not retry.
 *
 * **Cause**: the framework retries an error unless the plugin calls it permanent. plugin-google (1.9.0) reads `code` of
 * @google/genai's `ApiError`, which has `status`, and takes every rejection for a lost connection: four requests in four
 * seconds. Other plugins' sockets lose the status of a rejected handshake in the same way.
 *
 * **Can go** when the plugins do not retry rejections: `watch-requests.test.ts` then fails.
 */
export function watchRequests<M extends Model>(
  model: M,
  { succeeded, failed }: RequestListener,
): M {
  for (const method of STREAM_METHODS) {
    if (!(method in model)) continue;
    intercept(model, method, (openStream) => {
      const stream = openStream();
      if (typeof stream === 'object' && stream !== null) {
        intercept(stream, 'run', async (run) => {
          try {
            await run();
          } catch (error) {
            throw failed(error);
          }
          succeeded();
        });
      }
      return stream;
    });
  }
  return model;
}
