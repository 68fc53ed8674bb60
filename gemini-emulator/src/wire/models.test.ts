import { describe, expect, it } from 'vitest';
import { describeModel, findServedModel, listModels, servedModel } from './models.ts';

describe('models', () => {
  it.each([
    ['gemini-3.1-flash-tts-preview', '2026-11-16', 'gemini-3.1-flash-tts-preview'],
    ['gemini-3.1-flash-tts-preview', '2026-11-17', undefined],
    ['gemini-3.5-flash', '2026-10-07', 'gemini-3.5-flash'],
    ['gemini-3.5-flash', '2026-10-08', 'gemini-3.6-flash'],
    ['gemini-3.6-flash', '2026-11-28', 'gemini-3.6-flash'],
    ['gpt-4o', '2026-11-28', undefined],
  ] as const)('%s is answered on %s by %s', (name, day, served) => {
    expect(findServedModel(name, day)?.name).toBe(served);
  });

  it.each([
    ['gemini-3.8-live', 'generateContent'],
    ['gemini-3.6-flash', 'bidiGenerateContent'],
    ['gemini-0.1-nano', 'getModel'],
  ])('%s is not found for %s', (name, method) => {
    expect(() => servedModel(name, method)).toThrow(
      `models/${name} is not found for API version v1beta, or is not supported for ${method}.`,
    );
  });

  it('are described and listed with their methods', () => {
    expect(describeModel('gemini-3.8-live')).toMatchObject({
      name: 'models/gemini-3.8-live',
      supportedGenerationMethods: ['bidiGenerateContent'],
    });
    expect(JSON.stringify(listModels(100))).toContain('gemini-3.5-transcribe-live');
    expect(JSON.stringify(listModels(100))).not.toContain('gemini-3.1-flash-tts-preview');
  });
});
