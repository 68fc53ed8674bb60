import type { TokenRequest } from './room-token.ts';
import type { SessionSource } from './session.ts';

/** What the smoke test does, in order. */
const STEPS = ['session', 'token', 'join', 'agent', 'turn', 'leave'] as const;
export type Step = (typeof STEPS)[number];

export interface SmokeTestOptions {
  /** The token endpoint, or the origin of the token service. */
  url: string;
  session: SessionSource;
  version?: TokenRequest['version'];
}

export interface CompletedStep {
  step: Step;
  ms: number;
  detail: string;
}

/** A user of the deployment would have failed at this step. */
export class SmokeError extends Error {
  override name = 'SmokeError' as const;
  readonly code = 'smoke_failed';
  readonly step: Step;

  constructor(step: Step, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.step = step;
  }
}

/** Runs the smoke test; tests replace it. @throws {SmokeError} */
export type SmokeTest = (
  options: SmokeTestOptions,
  onStep?: (completed: CompletedStep) => void,
) => Promise<void>;
