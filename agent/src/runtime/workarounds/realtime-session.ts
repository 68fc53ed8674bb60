import type * as google from '@livekit/agents-plugin-google';

/** The plugin's Gemini Live session. The plugin does not export the class, and the members that workarounds need are private. */
export type RealtimeSession = ReturnType<google.realtime.RealtimeModel['session']>;

type Method = (this: RealtimeSession, ...args: never[]) => unknown;

/**
 * Wraps a method of one session, for the workarounds in this folder.
 *
 * @param before calls `proceed` to run the original method
 * @throws {TypeError} when the plugin has no method of this name
 */
export function intercept(
  session: RealtimeSession,
  method: string,
  before: (proceed: () => unknown, ...args: unknown[]) => unknown,
): void {
  const original: unknown = Reflect.get(session, method);
  if (typeof original !== 'function') {
    throw new TypeError(`plugin-google no longer has ${method}: see agent/src/runtime/workarounds`);
  }
  const replacement: Method = function (...args) {
    return before(() => Reflect.apply(original, session, args), ...args);
  };
  Object.defineProperty(session, method, { value: replacement, configurable: true });
}
