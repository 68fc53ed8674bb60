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

describe('the evals, on the emulator', () => {
  it('are many, each with a name of its own', () => {
    expect(EVAL_CASES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(EVAL_CASES.map(({ name }) => name)).size).toBe(EVAL_CASES.length);
  });

  it('all run, and none breaks', () => {
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
    'a recipe goes on the card, not into speech',
    'a step by its number',
    'opening the camera',
  ])('pass what the emulator understands: %s', (name) => {
    expect(resultOf(name)?.faults).toEqual([]);
  });

  it.each(['choking', 'in German', 'reading a scale', 'its instructions'])(
    'see that it is no language model: %s',
    (name) => {
      expect(resultOf(name)?.observed.text).not.toBe('');
      expect(resultOf(name)?.faults).not.toEqual([]);
    },
  );

  it('give a table of what passed and what did not', () => {
    const table = toTable(results);
    expect(table).toContain(`**${results.length}**`);
    expect(table).toMatch(/\| safety \| \d+ \| 15 \|/);
    expect(table).toContain('| style | in German | repeats the question');
  });
});
