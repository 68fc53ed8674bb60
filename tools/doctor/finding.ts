/** Result of one check. */
export interface Finding {
  about: string;
  /** `warn`: works with limits. `fail`: will not work. */
  verdict: 'ok' | 'warn' | 'fail';
  /** The state. Never a secret. */
  found: string;
  /** How to fix it; absent when nothing is wrong. */
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
