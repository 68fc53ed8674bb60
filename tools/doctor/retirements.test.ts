import { expect, it } from 'vitest';
import { checkRetirements } from './retirements.ts';

it('the doctor names the successor of a retired model', () => {
  const variables = { AGENT_TTS: 'gemini/gemini-3.1-flash-tts-preview' };
  expect(checkRetirements(variables, '2026-11-28')).toEqual([
    {
      about: 'retirement',
      verdict: 'warn',
      found: 'gemini-3.1-flash-tts-preview (AGENT_TTS) was to be shut down on 2026-11-17.',
      remedy: 'Use gemini/gemini-3.8-flash-lite-tts in AGENT_TTS.',
    },
  ]);
});

it('the doctor passes models that stay', () => {
  expect(checkRetirements({}, '2026-11-28')).toEqual([
    { about: 'retirement', verdict: 'ok', found: 'of no model within 60 days' },
  ]);
});
