import { withTimeout } from '../async/with-timeout.ts';
import { LiveKitServiceError } from '../state/errors.ts';
import type { RoomToken, TokenSource } from './room-token.ts';

const TOKEN_TIMEOUT_MS = 15_000;

/**
 * Fetches a room token. Does not rely on the source, which may be the app's own, to settle or to observe the signal.
 *
 * @throws LiveKitServiceError on a timeout or an abort; otherwise what the source throws
 */
export async function fetchToken(source: TokenSource, signal: AbortSignal): Promise<RoomToken> {
  const request = new AbortController();
  const token = await withTimeout(source({ signal: request.signal }), TOKEN_TIMEOUT_MS, signal);
  if (token) return token;
  request.abort();
  throw new LiveKitServiceError('token_service_unreachable', 'The room token request timed out.');
}
