import type { RealtimeSession } from './realtime-session.ts';

/** The plugin's field for its connection to Gemini. */
const CONNECTION = 'activeSession';

/**
 * Calls back when Gemini's server closes a session's socket, with any code.
 *
 * **Cause**: the plugin (1.9.0) treats a close with code 1000 as its own. It neither reconnects nor reports it, and the session
 * receives nothing until a send fails. Other codes end the session without an `error` event (agents-js#2366).
 *
 * **Can go** when the plugin reports or recovers from these closes: `watch-socket.test.ts` then fails.
 */
export function watchSocket(
  session: RealtimeSession,
  closed: (code: number, reason: string) => void,
): void {
  let current: unknown;
  Object.defineProperty(session, CONNECTION, {
    get: () => current,
    set: (next: unknown) => {
      current = next;
      socketOf(next)?.addEventListener('close', ({ code, reason }) => {
        // The plugin clears the field before it closes a connection itself.
        if (current === next) closed(code, reason);
      });
    },
  });
}

type Socket = {
  addEventListener(
    type: 'close',
    listener: (event: { code: number; reason: string }) => void,
  ): void;
};

function socketOf(connection: unknown): Socket | undefined {
  const socket = property(property(connection, 'conn'), 'ws');
  return isSocket(socket) ? socket : undefined;
}

function property(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
}

function isSocket(value: unknown): value is Socket {
  return typeof property(value, 'addEventListener') === 'function';
}
