class TimeoutError extends Error {
  override name = 'TimeoutError' as const;
  readonly code = 'timed_out';
}

/** Rejects with "<failure> within … s" after `ms`. The work itself continues. */
export async function withTimeout<Result>(
  ms: number,
  work: Promise<Result>,
  failure: string,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`${failure} within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
