/**
 * Every way in which the service itself can fail. Stable: apps switch on these. `docs/client.md` says for each what
 * happened and what the app should do. How a turn can fail at the agent is the protocol's `ErrorCode`.
 */
export type ServiceErrorCode =
  /** The token service does not accept the app's session: sign in again. */
  | 'session_rejected'
  /** The token service refused for another reason; `problem` has its words. */
  | 'token_refused'
  /** Too many tokens a minute: wait `retryAfterMs`. */
  | 'rate_limited'
  /** No answer from the token service: no network, or a wrong address. */
  | 'token_service_unreachable'
  /** The answer is not a room token: is the endpoint's address right? */
  | 'token_malformed'
  /** The media server did not take the room token: too old, revoked, or for another server. */
  | 'room_refused'
  /** The media server could not be reached. */
  | 'room_unreachable'
  /** The connection broke and could not be brought back. */
  | 'connection_lost'
  /** The same user joined on another device or in another tab, which took over. */
  | 'joined_elsewhere'
  /** No agent came, twice: is one deployed and registered? */
  | 'agent_missing'
  /** The agent ended the conversation. Connect again for a new one. */
  | 'agent_left'
  /** The agent is not there yet, or is being replaced: try again in a moment. */
  | 'agent_not_ready'
  /** The agent did not take a call in time. */
  | 'agent_unreachable'
  /** Call `connect` first. */
  | 'not_connected'
  /** `disconnect` was called before this was done. */
  | 'cancelled'
  /** The user, or the system, said no to the microphone. */
  | 'microphone_denied'
  /** There is no microphone. */
  | 'microphone_missing'
  /** The microphone could not be opened: another app may have it. */
  | 'microphone_failed'
  /** Nothing to send. */
  | 'text_empty'
  /** More than `MAX_TEXT_BYTES`. */
  | 'text_too_long'
  /** More pictures than `MAX_IMAGES_PER_TURN`, or none. */
  | 'picture_count'
  /** This device cannot read the file as a picture. */
  | 'picture_unreadable'
  /** The turn was sent, but the agent never said that it has it. */
  | 'not_delivered'
  /** There is no turn with this id that could be sent again. */
  | 'turn_unknown';

type ServiceErrorOptions = {
  readonly cause?: unknown;
  readonly problem?: TokenProblem | undefined;
  readonly retryAfterMs?: number | undefined;
};

/** What the token service said, as RFC 9457 problem details. */
export type TokenProblem = {
  readonly status: number;
  /** The token service's own stable code. */
  readonly code?: string | undefined;
  readonly title?: string | undefined;
  readonly detail?: string | undefined;
};

/** What every call of the service throws when it fails. Switch on `code`; `message` is for the developer. */
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

/** Why a turn could not be sent, in words. */
export function notSentDetail(error: unknown): string {
  return error instanceof Error ? error.message : 'The turn could not be sent.';
}

export function callOver(): LiveKitServiceError {
  return new LiveKitServiceError('cancelled', 'The call is over.');
}

export function notConnected(): LiveKitServiceError {
  return new LiveKitServiceError('not_connected', 'Not connected: call connect() first.');
}
