import * as z from 'zod';
import { CloseCode } from '../control/faults.ts';
import type { LiveLink } from './live-link.ts';

/** Google's reason, as its users quote it: https://github.com/pollen-robotics/reachy_mini_conversation_app/issues/357. */
const REASON =
  'Connection aborted because the client failed to close the connection after receiving a GoAway signal once the session duration expired';

/** How long a Live connection may last. The defaults are Google's: https://ai.google.dev/gemini-api/docs/live-session. */
export const ConnectionLimit = z.object({
  seconds: z.number().positive().default(600),
  /** How long before the end `goAway` is sent; 0 sends none. */
  goAwaySeconds: z.number().nonnegative().default(50),
  code: CloseCode.default(1008),
});
export type ConnectionLimit = z.infer<typeof ConnectionLimit>;

/** The limit of the connections that open from now on. */
export type ConnectionLimitSetting = { current: ConnectionLimit };

/** Sends `goAway`, and later closes the connection. The signal's abort stops both. */
export function limitConnection(limit: ConnectionLimit, link: LiveLink, signal: AbortSignal): void {
  const { seconds, code } = limit;
  const noticeSeconds = Math.min(limit.goAwaySeconds, seconds);
  const goAway = (): void => link.send({ goAway: { timeLeft: `${noticeSeconds}s` } });
  const close = (): void => link.close(code, REASON);
  const timers = [
    ...(noticeSeconds > 0 ? [setTimeout(goAway, (seconds - noticeSeconds) * 1000)] : []),
    setTimeout(close, seconds * 1000),
  ];
  for (const timer of timers) timer.unref();
  signal.addEventListener('abort', () => timers.forEach(clearTimeout), { once: true });
}
