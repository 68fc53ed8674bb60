/**
 * Resolves with the promise's value, or with `undefined` after `ms` or when the signal aborts.
 *
 * @throws the promise's rejection
 */
export async function withTimeout<T>(
  promise: Promise<T>,
  ms: number,
  signal?: AbortSignal,
): Promise<T | undefined> {
  let resolveStopped: ((value: undefined) => void) | undefined;
  const stopped = new Promise<undefined>((resolve) => {
    resolveStopped = resolve;
  });
  const stop = (): void => resolveStopped?.(undefined);
  const timer = setTimeout(stop, ms);
  signal?.addEventListener('abort', stop);
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
