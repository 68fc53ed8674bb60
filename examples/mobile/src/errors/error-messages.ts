import { type Failure, LiveKitServiceError } from '@bakebot/client';

/** What went wrong and what the user can do. */
const MESSAGES: Record<Failure['code'], string> = {
  message_malformed: 'BakeBot could not read that message. Write it again.',
  message_too_large: 'That message is too long. Send it in parts.',
  rate_limited: 'Too many requests. Wait a moment.',
  image_too_large: 'That photo is too large. Send a smaller one.',
  image_too_many_pixels: 'That photo has too many pixels. Send a smaller one.',
  image_type_unsupported: 'BakeBot accepts JPEG, PNG, and WebP photos. Send another one.',
  image_unreadable: 'That photo is damaged. Take it again.',
  image_incomplete: 'The photo did not upload completely.',
  image_too_many: 'A message can have up to four photos.',
  speech_not_understood: 'BakeBot did not catch that. Say it again, or type it.',
  model_unavailable: 'BakeBot cannot answer right now.',
  voice_unavailable: 'BakeBot has lost its voice for now. Read its answers.',
  model_refused: 'BakeBot cannot answer that. Ask in a different way.',
  turn_timeout: 'BakeBot took too long to answer.',
  agent_leaving: 'BakeBot left before it could answer.',
  internal: 'Something went wrong on our side.',
  session_rejected: 'Your session was not accepted. Sign out and in again.',
  token_refused: 'You cannot join right now. Sign out and in again.',
  token_service_unreachable: 'Could not reach BakeBot. Check your network.',
  token_malformed: 'Could not reach BakeBot. Update the app.',
  room_refused: 'Could not join the conversation. Sign out and in again.',
  room_unreachable: 'Could not reach BakeBot. Check your network.',
  connection_lost: 'The connection was lost. Check your network, then reconnect.',
  joined_elsewhere: 'You joined on another device. Reconnect to continue here.',
  agent_missing: 'BakeBot did not join. Reconnect in a moment.',
  agent_left: 'BakeBot left the conversation. Reconnect to continue.',
  agent_not_ready: 'BakeBot is not ready yet. Wait a moment.',
  agent_unreachable: 'BakeBot did not respond.',
  not_connected: 'You are not connected. Reconnect first.',
  cancelled: 'Canceled.',
  microphone_denied: 'The microphone is blocked. Allow it in the settings, or type instead.',
  microphone_missing: 'No microphone found. Connect one, or type instead.',
  microphone_failed: 'Could not open the microphone. Close other apps that use it.',
  text_empty: 'Type a message first.',
  text_too_long: 'That message is too long. Send it in parts.',
  picture_count: 'A message can have up to four photos.',
  picture_unreadable: 'That photo could not be read. Try another one.',
  not_delivered: 'That message did not reach BakeBot.',
  turn_unknown: 'That message cannot be sent again. Write a new one.',
};

export function messageFor(code: Failure['code']): string {
  return MESSAGES[code];
}

/** @param error anything that a call of the service threw */
export function messageForError(error: unknown): string {
  return messageFor(error instanceof LiveKitServiceError ? error.code : 'internal');
}
