import { LiveKitServiceError } from '../state/errors.ts';
import type { RoomToken, TokenSource } from './room-token.ts';

/** How long a token may take to come, in ms. */
const TOKEN_TIMEOUT_MS = 15_000;

/**
 * Asks for a room token. The source may be the app's own: one that never answers, or that does not listen when it is
 * called off, keeps nobody waiting.
 *
 * @throws LiveKitServiceError when it takes too long or is called off; else what the source throws
 */
export async function askForToken(source: TokenSource, signal: AbortSignal): Promise<RoomToken> {
  const request = new AbortController();
  const giveUp = (): void => request.abort();
  const givenUp = new Promise<never>((_, reject) => {
    request.signal.addEventListener('abort', () => {
      const detail = 'No room token came in time.';
      reject(new LiveKitServiceError('token_service_unreachable', detail));
    });
  });
  const timer = setTimeout(giveUp, TOKEN_TIMEOUT_MS);
  signal.addEventListener('abort', giveUp);
  try {
    return await Promise.race([source({ signal: request.signal }), givenUp]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
