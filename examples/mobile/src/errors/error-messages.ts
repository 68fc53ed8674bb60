import type { Failure } from '@bakebot/client';

/** What to do, for what a user can do something about. */
const FAILURES: Partial<Record<Failure['code'], string>> = {
  session_rejected: 'The sign-in was not accepted. Sign out and in again.',
  token_service_unreachable: 'BakeBot cannot be reached. Check the network.',
  room_unreachable: 'BakeBot cannot be reached. Check the network.',
  connection_lost: 'The connection is gone. Check the network, then come back in.',
  joined_elsewhere: 'You came in on another device.',
  agent_missing: 'BakeBot did not show up. Try again in a moment.',
  agent_left: 'BakeBot has left the kitchen.',
  agent_not_ready: 'BakeBot is not quite here yet.',
  microphone_denied: 'The microphone is blocked. Allow it in the settings, or type instead.',
  speech_not_understood: 'BakeBot did not catch that. Say it again.',
  picture_unreadable: 'This photo cannot be read. Try another one.',
  turn_timeout: 'BakeBot took too long. Try again.',
};

export function messageFor(code: Failure['code']): string {
  return FAILURES[code] ?? 'That did not work. Try again.';
}
