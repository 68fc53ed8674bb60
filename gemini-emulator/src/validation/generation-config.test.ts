import { describe, expect, it } from 'vitest';
import { servedModel } from '../wire/models.ts';
import { abilityProblem, mayEndWithModel, problemsOfRanges } from './generation-config.ts';

const FLASH = 'gemini-3.6-flash';
const NEWEST = 'gemini-3.8-flash';
const OLD = 'gemini-2.5-flash-lite';
const TTS = 'gemini-3.8-flash-lite-tts';

const model = (name: string) => servedModel(name, 'generateContent');
const audio = { responseModalities: ['AUDIO'] };
const level = (thinkingLevel: string) => ({ thinkingConfig: { thinkingLevel } });

describe('the abilities of models', () => {
  it.each([
    [FLASH, {}],
    [FLASH, { responseModalities: ['TEXT'] }],
    [FLASH, level('MINIMAL')],
    [NEWEST, level('LOW')],
    [OLD, { thinkingConfig: { thinkingBudget: 0 } }],
    [OLD, { frequencyPenalty: 0.5, candidateCount: 1 }],
    [FLASH, { frequencyPenalty: 0, temperature: 0.5 }],
    [TTS, audio],
  ])('of %s include %j', (name, config) => {
    expect(abilityProblem(config, model(name))).toBeUndefined();
  });

  const modalities = (asked: string, name: string, only: string) =>
    `The requested combination of response modalities (${asked}) is not supported by the model. models/${name} accepts the following combination of response modalities:\n* ${only}\n`;
  it.each([
    [FLASH, audio, modalities('AUDIO', FLASH, 'TEXT')],
    [TTS, {}, modalities('TEXT', TTS, 'AUDIO')],
    [TTS, { responseModalities: ['TEXT', 'AUDIO'] }, modalities('TEXT, AUDIO', TTS, 'AUDIO')],
    [
      NEWEST,
      level('MINIMAL'),
      'Thinking level MINIMAL is not supported for this model. Please retry with other thinking level.',
    ],
    [OLD, level('LOW'), 'Thinking level is not supported for this model.'],
    [TTS, { ...audio, ...level('LOW') }, 'Thinking level is not supported for this model.'],
    [
      FLASH,
      { thinkingConfig: { thinkingLevel: 'LOW', thinkingBudget: 100 } },
      'You can only set only one of thinking budget and thinking level.',
    ],
    [FLASH, { presencePenalty: 0.2 }, 'Penalty is not enabled for this model'],
    [FLASH, { frequencyPenalty: -1 }, 'Penalty is not enabled for this model'],
    [FLASH, { candidateCount: 2 }, 'Multiple candidates is not enabled for this model'],
    [TTS, { ...audio, temperature: 1 }, 'Request contains an invalid argument.'],
  ])('of %s do not include %j', (name, config, problem) => {
    expect(abilityProblem(config, model(name))).toBe(problem);
  });

  it.each([
    [FLASH, false],
    [NEWEST, false],
    ['gemini-3.5-flash', false],
    ['gemini-3.5-flash-lite', false],
    ['gemini-3.1-flash-lite', true],
    [OLD, true],
  ])('of %s include a conversation that ends with the model: %s', (name, may) => {
    expect(mayEndWithModel(model(name))).toBe(may);
  });
});

describe('the ranges of values', () => {
  it.each([
    [{ temperature: 2, topP: 1, topK: 1, maxOutputTokens: 1 }, []],
    [
      { temperature: 2.1, topP: -0.1, topK: 0, maxOutputTokens: 0 },
      [
        'generation_config.temperature: temperature must be in the range [0.0, 2.0].',
        'generation_config.top_p: top_p must be in the range [0.0, 1.0].',
        'generation_config.top_k: top_k must be positive.',
        'generation_config.max_output_tokens: max_output_tokens must be positive.',
      ],
    ],
  ])('judge %j', (config, problems) => {
    expect(problemsOfRanges(config)).toEqual(problems);
  });
});
