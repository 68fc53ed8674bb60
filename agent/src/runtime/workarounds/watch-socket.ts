import type { RealtimeSession } from './realtime-session.ts';

/** Where the plugin keeps its connection to Gemini. */
const CONNECTION = 'activeSession';

/**
 * Tells when Gemini's server closes a session's socket, whatever the code.
 *
 * **Cause**: the plugin (1.9.0) takes a close with code 1000 for its own. It neither reconnects nor reports it, and the
 * session is silently deaf until something that is sent fails. Other codes end the session without an `error` event
 * (agents-js#2366).
 *
 * **Can go** when the plugin reports or mends these closes: `watch-socket.test.ts` fails then.
 */
export function watchSocket(session: RealtimeSession, closed: (code: number) => void): void {
  let current: unknown;
  Object.defineProperty(session, CONNECTION, {
    get: () => current,
    set: (next: unknown) => {
      current = next;
      socketOf(next)?.addEventListener('close', ({ code }) => {
        // The plugin lets go of a connection before it closes it itself.
        if (current === next) closed(code);
      });
    },
  });
}

type Socket = {
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void;
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
