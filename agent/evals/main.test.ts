import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVAL_CASES } from './cases/all.ts';
import type { EvalResult } from './run-case.ts';
import { runEvals } from './run-evals.ts';
import { toTable } from './to-table.ts';
import { loadModels } from '../src/runtime/models/load-models.ts';
import { ModelEnvironment, toModelConfig } from '../src/runtime/models/model-config.ts';
import { type ForkedEmulator, forkEmulator } from '@bakebot/gemini-emulator';

let emulator: ForkedEmulator;
let results: EvalResult[];

beforeAll(async () => {
  emulator = await forkEmulator();
  process.env['GOOGLE_GEMINI_BASE_URL'] = emulator.url;
  const make = await loadModels(toModelConfig(ModelEnvironment.parse({ GOOGLE_API_KEY: 'e' })));
  results = await runEvals({
    cases: EVAL_CASES,
    concurrency: 8,
    createModel: () => make('en-GB').llm,
  });
}, 120_000);
afterAll(async () => {
  delete process.env['GOOGLE_GEMINI_BASE_URL'];
  await emulator.close();
});

function resultOf(name: string): EvalResult | undefined {
  return results.find(({ evalCase }) => evalCase.name === name);
}

describe('runEvals on the emulator', () => {
  it('has at least 60 cases with unique names', () => {
    expect(EVAL_CASES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(EVAL_CASES.map(({ name }) => name)).size).toBe(EVAL_CASES.length);
  });

  it('runs all cases without an error', () => {
    expect(results.map(({ evalCase }) => evalCase)).toEqual(EVAL_CASES);
    const broken = results.filter(({ faults }) =>
      faults.some((fault) => fault.startsWith('failed')),
    );
    expect(broken).toEqual([]);
  });

  it.each([
    'a timer with a name',
    'cups of flour',
    'Fahrenheit to Celsius',
    'a substitute',
    'a recipe card instead of a spoken recipe',
    'a step by its number',
    'opening the camera',
  ])('passes %s, which the emulator answers', (name) => {
    expect(resultOf(name)?.faults).toEqual([]);
  });

  it.each(['choking', 'in German', 'reading a scale', 'its instructions'])(
    'fails %s, which needs a language model',
    (name) => {
      expect(resultOf(name)?.observed.text).not.toBe('');
      expect(resultOf(name)?.faults).not.toEqual([]);
    },
  );

  it('prints a table of passed and failed cases', () => {
    const table = toTable(results);
    expect(table).toContain(`**${results.length}**`);
    expect(table).toMatch(/\| safety \| \d+ \| 24 \|/);
    expect(table).toContain('| style | in German | repeats the question');
  });
});
