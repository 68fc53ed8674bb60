/** What the doctor says about one thing. */
export interface Finding {
  about: string;
  /** `warn`: works, but not as well as it could. `fail`: something will not work. */
  verdict: 'ok' | 'warn' | 'fail';
  /** What is the case. Never a secret. */
  found: string;
  /** What to do about it; absent when all is well. */
  remedy?: string;
}

export function ok(about: string, found: string): Finding {
  return { about, verdict: 'ok', found };
}

export function warn(about: string, found: string, remedy: string): Finding {
  return { about, verdict: 'warn', found, remedy };
}

export function fail(about: string, found: string, remedy: string): Finding {
  return { about, verdict: 'fail', found, remedy };
}
