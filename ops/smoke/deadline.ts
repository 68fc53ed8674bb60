/** Something took longer than it may. */
class DeadlineError extends Error {
  override name = 'DeadlineError' as const;
  readonly code = 'deadline_passed';
}

/** The work's outcome, or a `DeadlineError` with these words after `ms`. The work itself is not stopped. */
export async function within<Result>(
  ms: number,
  work: Promise<Result>,
  words: string,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`${words} within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
