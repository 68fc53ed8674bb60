import { initializeLogger, type llm } from '@livekit/agents';
import type { EvalCase } from './eval-case.ts';
import { type EvalResult, runCase } from './run-case.ts';

export type EvalOptions = {
  readonly cases: readonly EvalCase[];
  readonly createModel: () => llm.LLM;
  /** Cases that run at a time: API keys have rate limits. */
  readonly concurrency: number;
  readonly onResult?: (result: EvalResult) => void;
};

/** Runs all cases. Resolves with the results in the order of the cases. */
export async function runEvals(options: EvalOptions): Promise<EvalResult[]> {
  const { cases, createModel, concurrency, onResult } = options;
  initializeLogger({ pretty: false, level: 'silent' });
  const results = new Map<EvalCase, EvalResult>();
  const waiting = cases.values();
  const work = async () => {
    for (const evalCase of waiting) {
      const result = await runCase(evalCase, createModel());
      results.set(evalCase, result);
      onResult?.(result);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return cases.flatMap((evalCase) => results.get(evalCase) ?? []);
}
