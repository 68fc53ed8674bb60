/**
 * Every way in which the service itself can fail. Stable: apps switch on these. `docs/client.md` has the cause and the
 * app's reaction for each. The codes of turns that fail at the agent are the protocol's `ErrorCode`.
 */
export type ServiceErrorCode =
  /** The token service rejected the app's session: sign in again. */
  | 'session_rejected'
  /** The token service refused for another reason; `problem` has its answer. */
  | 'token_refused'
  /** Too many tokens a minute: wait `retryAfterMs`. */
  | 'rate_limited'
  /** No response from the token service: no network, or a wrong address. */
  | 'token_service_unreachable'
  /** The response is not a room token: is the endpoint's address right? */
  | 'token_malformed'
  /** LiveKit rejected the room token: expired, revoked, or for another server. */
  | 'room_refused'
  /** LiveKit could not be reached. */
  | 'room_unreachable'
  /** The connection was lost and could not be restored. */
  | 'connection_lost'
  /** The same user joined on another device or in another tab, which took over. */
  | 'joined_elsewhere'
  /** No agent joined, in two rooms: is one deployed and registered? */
  | 'agent_missing'
  /** The agent ended the conversation. Connect again for a new one. */
  | 'agent_left'
  /** The agent is still joining, or is being replaced: try again in a moment. */
  | 'agent_not_ready'
  /** An RPC to the agent failed or timed out. */
  | 'agent_unreachable'
  /** Call `connect` first. */
  | 'not_connected'
  /** `disconnect` was called before this completed. */
  | 'cancelled'
  /** The user or the system denied access to the microphone. */
  | 'microphone_denied'
  /** The device has no microphone. */
  | 'microphone_missing'
  /** The microphone could not be opened: another app may be using it. */
  | 'microphone_failed'
  /** The text is empty. */
  | 'text_empty'
  /** More than `MAX_TEXT_BYTES`. */
  | 'text_too_long'
  /** No picture, or more than `MAX_IMAGES_PER_TURN`. */
  | 'picture_count'
  /** The device cannot decode the file as a picture. */
  | 'picture_unreadable'
  /** The turn was sent, but the agent never acknowledged it. */
  | 'not_delivered'
  /** No turn with this id can be sent again, or cancelled. */
  | 'turn_unknown';

type ServiceErrorOptions = {
  readonly cause?: unknown;
  readonly problem?: TokenProblem | undefined;
  readonly retryAfterMs?: number | undefined;
};

/** The token service's refusal, as RFC 9457 problem details. */
export type TokenProblem = {
  readonly status: number;
  /** The token service's own stable code. */
  readonly code?: string | undefined;
  readonly title?: string | undefined;
  readonly detail?: string | undefined;
};

/** Thrown by every method of the service. Switch on `code`; `message` is for the developer. */
export class LiveKitServiceError extends Error {
  override readonly name = 'LiveKitServiceError';
  readonly code: ServiceErrorCode;
  readonly problem: TokenProblem | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ServiceErrorCode, message: string, options: ServiceErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.problem = options.problem;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export function sendErrorDetail(error: unknown): string {
  return error instanceof Error ? error.message : 'The turn could not be sent.';
}

export function cancelled(): LiveKitServiceError {
  return new LiveKitServiceError('cancelled', 'Disconnected before this completed.');
}

export function notConnected(): LiveKitServiceError {
  return new LiveKitServiceError('not_connected', 'Not connected: call connect() first.');
}

export function agentNotReady(): LiveKitServiceError {
  return new LiveKitServiceError('agent_not_ready', 'The agent has not joined yet.');
}
