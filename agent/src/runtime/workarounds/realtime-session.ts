import type * as google from '@livekit/agents-plugin-google';

/** The plugin's session on Gemini Live. It does not export the class, and what the workarounds need of it is private. */
export type RealtimeSession = ReturnType<google.realtime.RealtimeModel['session']>;

type Method = (this: RealtimeSession, ...args: never[]) => unknown;

/**
 * Puts something in front of a method of one session. The workarounds beside this file say each why.
 *
 * @throws {TypeError} when the plugin has no such method any more
 */
export function intercept(
  session: RealtimeSession,
  method: string,
  before: (proceed: () => unknown, ...args: unknown[]) => unknown,
): void {
  const original: unknown = Reflect.get(session, method);
  if (typeof original !== 'function') {
    throw new TypeError(
      `plugin-google has no ${method} any more: see agent/src/runtime/workarounds`,
    );
  }
  const replacement: Method = function (...args) {
    return before(() => Reflect.apply(original, session, args), ...args);
  };
  Object.defineProperty(session, method, { value: replacement, configurable: true });
}
