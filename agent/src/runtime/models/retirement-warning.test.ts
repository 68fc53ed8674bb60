import { describe, expect, it } from 'vitest';
import { configuredModels } from './configured-models.ts';
import { retirementWarning } from './retirement-warning.ts';
import type { Day } from './catalogue/index.ts';

function warnings(environment: Readonly<Record<string, string>>, today: Day): string[] {
  return configuredModels(environment)
    .map((choice) => retirementWarning(choice, today))
    .filter((warning) => warning !== undefined)
    .map(({ problem, remedy }) => `${problem}: ${remedy}.`);
}

describe('the warning of a retired model', () => {
  it.each<[string, Record<string, string>, Day, string[]]>([
    ['the defaults', {}, '2026-11-28', []],
    ['empty variables', { AGENT_TTS: '', AGENT_LIVE_MODEL: '' }, '2026-11-28', []],
    [
      'a model that is past its day',
      { AGENT_TTS: 'gemini/gemini-3.1-flash-tts-preview' },
      '2026-11-28',
      [
        'gemini-3.1-flash-tts-preview (AGENT_TTS) was to be shut down on 2026-11-17: use gemini/gemini-3.8-flash-lite-tts in AGENT_TTS.',
      ],
    ],
    [
      'a Live model that is past its day',
      { AGENT_LIVE_MODEL: 'gemini-3.1-flash-live-preview' },
      '2026-11-28',
      [
        'gemini-3.1-flash-live-preview (AGENT_LIVE_MODEL) was to be shut down on 2026-11-17: use gemini-3.8-live in AGENT_LIVE_MODEL.',
      ],
    ],
    ['a model 61 days before its day', { AGENT_LLM: 'openai/gpt-4o' }, '2026-11-14', []],
    [
      'a model 60 days before its day',
      { AGENT_LLM: 'openai/gpt-4o' },
      '2026-11-15',
      ['gpt-4o (AGENT_LLM) is to be shut down on 2027-01-14: use openai/gpt-6-luna in AGENT_LLM.'],
    ],
    [
      'the second model of a chain',
      { AGENT_LLM: 'gemini, openai/gpt-4o-mini' },
      '2027-01-14',
      [
        'gpt-4o-mini (AGENT_LLM) was to be shut down on 2027-01-14: use openai/gpt-6-luna in AGENT_LLM.',
      ],
    ],
    [
      'a model whose requests go to another one',
      { AGENT_LLM: 'gemini/gemini-3.5-flash' },
      '2026-11-28',
      [
        'gemini-3.6-flash answers in place of gemini-3.5-flash (AGENT_LLM) since 2026-10-08, at its own price: use gemini/gemini-3.6-flash in AGENT_LLM.',
      ],
    ],
    [
      'a model whose requests will go to another one',
      { AGENT_LLM: 'gemini/gemini-2.5-flash' },
      '2026-11-28',
      [
        'gemini-3.5-flash-lite answers in place of gemini-2.5-flash (AGENT_LLM) from 2026-12-01 on, at its own price: use gemini/gemini-3.5-flash-lite in AGENT_LLM.',
      ],
    ],
    [
      'a model that only Vertex AI has retired',
      { AGENT_LLM: 'vertex/gemini-3.6-flash, gemini/gemini-3.6-flash' },
      '2026-11-28',
      [
        'gemini-3.6-flash (AGENT_LLM) was to be shut down on Vertex AI on 2026-11-19: use vertex/gemini-3.8-flash in AGENT_LLM.',
      ],
    ],
    [
      'a model whose successor has another role',
      { AGENT_TTS: 'openai' },
      '2026-11-28',
      [
        'gpt-4o-mini-tts (AGENT_TTS) is to be shut down on 2027-01-06: its successor gpt-realtime-2.1-mini has another role, so choose another vendor in AGENT_TTS, such as gemini.',
      ],
    ],
    [
      'a model that the catalogue does not know',
      { AGENT_LLM: 'gemini/gemini-9' },
      '2030-01-01',
      [],
    ],
    ['a chain that is not valid', { AGENT_LLM: 'nobody/x' }, '2026-11-28', []],
  ])('meets %s', (_, environment, today, expected) => {
    expect(warnings(environment, today)).toEqual(expected);
  });
});
