import type { TokenAsk } from './room-token.ts';
import type { SessionSource } from './session.ts';

/** What a user does, one after the other. */
const STEPS = ['session', 'token', 'join', 'agent', 'turn', 'leave'] as const;
export type Step = (typeof STEPS)[number];

export interface SmokeOptions {
  /** The token endpoint, or the token service's address. */
  url: string;
  session: SessionSource;
  version?: TokenAsk['version'];
}

export interface StepDone {
  step: Step;
  ms: number;
  detail: string;
}

/** A user of the deployed product would have failed here. */
export class SmokeError extends Error {
  override name = 'SmokeError' as const;
  readonly code = 'smoke_failed';
  readonly step: Step;

  constructor(step: Step, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.step = step;
  }
}

/** Runs the smoke test. Replaced where a test needs no LiveKit. */
export type SmokeTest = (options: SmokeOptions, onStep?: (done: StepDone) => void) => Promise<void>;

/**
 * The smoke test itself. It is loaded late, because @livekit/rtc-node makes a logger as it is loaded that writes debug
 * lines to standard output unless NODE_ENV says production, and has no other switch (0.13.35, src/log.ts).
 */
export const smokeTest: SmokeTest = async (options, onStep) => {
  process.env['NODE_ENV'] = 'production';
  const { visit } = await import('./visit.ts');
  await visit(options, onStep);
};
