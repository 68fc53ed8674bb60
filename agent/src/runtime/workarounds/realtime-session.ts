import type * as google from '@livekit/agents-plugin-google';

/** The plugin's Gemini Live session. The plugin does not export the class, and the members that workarounds need are private. */
export type RealtimeSession = ReturnType<google.realtime.RealtimeModel['session']>;

type Method = (this: unknown, ...args: never[]) => unknown;

/**
 * Wraps a method of one object of a dependency, for the workarounds in this folder.
 *
 * @param before calls `proceed` to run the original method
 * @throws {TypeError} when the object has no method of this name
 */
export function intercept(
  target: object,
  method: string,
  before: (proceed: () => unknown, ...args: unknown[]) => unknown,
): void {
  const original: unknown = Reflect.get(target, method);
  if (typeof original !== 'function') {
    throw new TypeError(`a dependency no longer has ${method}: see agent/src/runtime/workarounds`);
  }
  const replacement: Method = function (...args) {
    return before(() => Reflect.apply(original, this ?? target, args), ...args);
  };
  Object.defineProperty(target, method, { value: replacement, configurable: true });
}
