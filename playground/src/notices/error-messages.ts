import { type Failure, LiveKitServiceError, type ServiceErrorCode } from '@bakebot/client';

/** What went wrong and what the user can do, for every error code. */
const MESSAGES = {
  message_malformed: 'BakeBot could not read that message. Reload the page, then try again.',
  message_too_large: 'That message is too long. Send it in parts.',
  rate_limited: 'Too many requests. Wait a moment, then try again.',
  image_too_large: 'That photo is too large. Try a smaller one.',
  image_too_many_pixels: 'That photo has too many pixels. Try a smaller one.',
  image_type_unsupported: 'BakeBot accepts JPEG, PNG, and WebP photos. Choose another one.',
  image_unreadable: 'That photo is damaged. Take it again, or choose another one.',
  image_incomplete: 'The photo did not upload completely. Send it again.',
  image_too_many: 'A message can have up to four photos. Remove some, then send it again.',
  speech_not_understood: 'BakeBot did not catch that. Say it again, or type it.',
  model_unavailable: 'BakeBot cannot answer right now. Try again in a moment.',
  voice_unavailable: 'BakeBot has lost its voice for now. Its answers are in writing.',
  model_refused: 'BakeBot cannot answer that. Try asking in a different way.',
  turn_timeout: 'BakeBot took too long to answer. Try again.',
  agent_leaving: 'BakeBot left before it could answer. Try again.',
  internal: 'Something went wrong on our side. Try again.',
  session_rejected: 'Your session was not accepted. Reload the page to sign in again.',
  token_refused: 'The token service refused access. Reload the page to sign in again.',
  token_service_unreachable: 'Could not reach the token service. Check that it is running.',
  token_malformed: 'The token service sent an unexpected response. Check its address.',
  room_refused: 'Could not join the conversation. Reload the page.',
  room_unreachable: 'Could not reach the server. Check your network, then try again.',
  connection_lost: 'The connection was lost. Check your network, then reconnect.',
  joined_elsewhere: 'You joined from another tab or device. Reconnect to continue here.',
  agent_missing: 'BakeBot did not join. Check that an agent is running, then reconnect.',
  agent_left: 'BakeBot left the conversation. Reconnect to continue.',
  agent_not_ready: 'BakeBot is not ready yet. Try again in a moment.',
  agent_unreachable: 'BakeBot did not respond. Try again.',
  not_connected: 'You are not connected. Reconnect, then try again.',
  cancelled: 'Canceled.',
  microphone_denied:
    'The microphone is blocked. Allow it in your browser’s site settings, or type instead.',
  microphone_missing: 'No microphone found. Connect one, or type instead.',
  microphone_failed: 'Could not open the microphone. Close other apps that use it, then try again.',
  text_empty: 'Type a message first.',
  text_too_long: 'That message is too long. Send it in parts.',
  picture_count: 'A message can have up to four photos.',
  picture_unreadable: 'That file could not be read as a photo. Try a JPEG.',
  not_delivered: 'That message did not reach BakeBot. Try again.',
  turn_unknown: 'That message cannot be sent again. Write a new one.',
} as const satisfies Record<Failure['code'] | ServiceErrorCode, string>;

export function messageFor(code: Failure['code']): string {
  return MESSAGES[code];
}

/** @param error anything that a call of the service threw */
export function messageForError(error: unknown): string {
  return error instanceof LiveKitServiceError ? MESSAGES[error.code] : MESSAGES.internal;
}
