import type { Failure, ServiceErrorCode } from '@bakebot/client';
import { LiveKitServiceError } from '@bakebot/client';

/** What went wrong and what to do, in the user's words, for every code that there is. */
const WORDS = {
  message_malformed: 'BakeBot could not read that message. Reload the page and try again.',
  message_too_large: 'That is too long for one message. Send it in parts.',
  rate_limited: 'That was a lot at once. Wait a moment, then try again.',
  image_too_large: 'The photo is too large. Try a smaller one.',
  image_too_many_pixels: 'The photo has too many pixels. Try a smaller one.',
  image_type_unsupported: 'BakeBot can look at JPEG, PNG and WebP photos only.',
  image_unreadable: 'The photo is damaged. Take it again.',
  image_incomplete: 'The photo did not arrive whole. Send it again.',
  image_too_many: 'Up to four photos fit into one message.',
  speech_not_understood: 'BakeBot did not catch that. Hold the button and say it again.',
  model_unavailable: 'BakeBot cannot think right now. Try again in a moment.',
  model_refused: 'BakeBot does not want to answer that. Ask in other words.',
  turn_timeout: 'BakeBot took too long. Try again.',
  agent_leaving: 'BakeBot left before it could answer.',
  internal: 'Something broke on our side. Try again.',
  session_rejected: 'The sign-in was not accepted. Reload the page.',
  token_refused: 'The token service said no.',
  token_service_unreachable: 'The token service does not answer. Is everything running?',
  token_malformed: 'The token service gave an answer nobody understands. Is its address right?',
  room_refused: 'The kitchen did not take the key. Reload the page.',
  room_unreachable: 'The kitchen cannot be reached. Check your network and try again.',
  connection_lost: 'The connection is gone. Check your network, then come back in.',
  joined_elsewhere: 'You came in from another tab or device, so this one stepped aside.',
  agent_missing: 'BakeBot did not show up. Is an agent running?',
  agent_left: 'BakeBot has left the kitchen.',
  agent_not_ready: 'BakeBot is not quite here yet. Try again in a moment.',
  agent_unreachable: 'BakeBot did not react. Try again.',
  not_connected: 'You are not in the kitchen any more. Come back in first.',
  cancelled: 'Stopped.',
  microphone_denied:
    'The microphone is blocked. Allow it in the address bar’s site settings, or type instead.',
  microphone_missing: 'No microphone found. Plug one in, or type instead.',
  microphone_failed: 'The microphone cannot be opened. Another app may be using it.',
  text_empty: 'Type something first.',
  text_too_long: 'That is too long for one message. Send it in parts.',
  picture_count: 'Up to four photos fit into one message.',
  picture_unreadable: 'This file cannot be read as a photo. Try a JPEG.',
  not_delivered: 'This did not reach BakeBot.',
  turn_unknown: 'This cannot be sent again.',
} as const satisfies Record<Failure['code'] | ServiceErrorCode, string>;

export function messageFor(code: Failure['code']): string {
  return WORDS[code];
}

/** For whatever a call of the service threw. */
export function messageForError(error: unknown): string {
  return error instanceof LiveKitServiceError ? WORDS[error.code] : WORDS.internal;
}
