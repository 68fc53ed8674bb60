import { expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { startupWarnings } from './startup-warnings.ts';

const KEYS = {
  LIVEKIT_URL: 'wss://example.livekit.cloud',
  LIVEKIT_API_KEY: 'key',
  LIVEKIT_API_SECRET: 'secret',
  GOOGLE_API_KEY: 'google',
};

function warnings(settings: Readonly<Record<string, string>>): string[] {
  const environment = { ...KEYS, ...settings };
  return startupWarnings(parseConfig(environment), environment, '2026-11-28');
}

it.each<[string, Record<string, string>, string[]]>([
  ['of nothing by default', {}, []],
  ['of nothing with a budget and models of known prices', { AGENT_MAX_COST_USD: '1' }, []],
  [
    'of a retired model',
    { AGENT_LIVE_MODEL: 'gemini-3.1-flash-live-preview' },
    [
      'gemini-3.1-flash-live-preview (AGENT_LIVE_MODEL) was to be shut down on 2026-11-17: use gemini-3.8-live in AGENT_LIVE_MODEL.',
    ],
  ],
  ['of no unknown price without a budget', { AGENT_LLM: 'livekit' }, []],
  [
    'of a model that the budget cannot count',
    { AGENT_LLM: 'livekit', AGENT_MAX_COST_USD: '1' },
    [
      'AGENT_MAX_COST_USD does not count google/gemini-3.5-flash (AGENT_LLM): add its price to AGENT_PRICES.',
    ],
  ],
  [
    'of no model whose price the operator gives',
    {
      AGENT_LLM: 'livekit',
      AGENT_MAX_COST_USD: '1',
      AGENT_PRICES: '{"google/gemini-3.5-flash":{"textIn":1,"textOut":2}}',
    },
    [],
  ],
])('the worker warns %s', (_, settings, expected) => {
  expect(warnings(settings)).toEqual(expected);
});
