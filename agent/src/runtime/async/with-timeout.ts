/**
 * Waits for a result, for at most `ms`. The work itself continues after a time-out.
 *
 * @returns `undefined` after a time-out
 */
export async function withTimeout<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  const { promise: timedOut, resolve } = Promise.withResolvers<undefined>();
  const timeout = setTimeout(() => resolve(undefined), ms);
  return Promise.race([work, timedOut]).finally(() => clearTimeout(timeout));
}
