import type { ErrorCode } from '@bakebot/protocol';

/** Whether the same turn can succeed when the client sends it again unchanged. */
export function isRetryable(code: ErrorCode): boolean {
  switch (code) {
    case 'rate_limited':
    case 'image_incomplete':
    case 'speech_not_understood':
    case 'model_unavailable':
    case 'turn_timeout':
    case 'agent_leaving':
    case 'internal':
      return true;
    case 'message_malformed':
    case 'message_too_large':
    case 'image_too_large':
    case 'image_too_many_pixels':
    case 'image_type_unsupported':
    case 'image_unreadable':
    case 'image_too_many':
    case 'model_refused':
    case 'voice_unavailable':
      return false;
  }
}
