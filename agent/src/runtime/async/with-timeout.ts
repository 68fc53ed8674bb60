/** Resolves as `work` does, or with `fallback` after `ms`. */
export function withTimeout<T>(ms: number, work: Promise<T>): Promise<T | undefined>;
export function withTimeout<T, F>(ms: number, work: Promise<T>, fallback: F): Promise<T | F>;
export async function withTimeout<T, F>(
  ms: number,
  work: Promise<T>,
  fallback?: F,
): Promise<T | F | undefined> {
  const late = Promise.withResolvers<F | undefined>();
  const timeout = setTimeout(() => late.resolve(fallback), ms);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timeout));
}
