import { cancelled, LiveKitServiceError, type ServiceErrorCode } from '../state/errors.ts';

/** Failures after which another attempt to rejoin can succeed. */
export const RETRYABLE: ReadonlySet<ServiceErrorCode> = new Set([
  'connection_lost',
  'room_unreachable',
  'token_service_unreachable',
  'rate_limited',
]);

export const DETAILS = {
  agent_left: 'The agent ended the conversation: connect again for a new one.',
  joined_elsewhere: 'The user joined on another device, which took over.',
  connection_lost: 'The connection was lost and could not be restored.',
} as const;

/** React Native's signal has no `throwIfAborted`: https://github.com/facebook/hermes/issues/1672 */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}

export function toServiceError(error: unknown, signal: AbortSignal): LiveKitServiceError {
  if (signal.aborted) return cancelled();
  if (error instanceof LiveKitServiceError) return error;
  return new LiveKitServiceError('token_service_unreachable', 'The token source failed.', {
    cause: error,
  });
}
