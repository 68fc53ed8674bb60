import type { metrics } from '@livekit/agents';
import { describe, expect, it } from 'vitest';
import { listPrices } from './prices.ts';
import { UsageMeter } from './usage-meter.ts';

function llm(model: string, promptTokens: number, completionTokens: number): metrics.LLMMetrics {
  return {
    type: 'llm_metrics',
    label: 'test',
    requestId: 'r',
    timestamp: 0,
    durationMs: 1,
    ttftMs: 1,
    cancelled: false,
    completionTokens,
    promptTokens,
    promptCachedTokens: 0,
    totalTokens: promptTokens + completionTokens,
    tokensPerSecond: 1,
    metadata: { modelProvider: 'Gemini', modelName: model },
  };
}

const SPEECH: metrics.TTSMetrics = {
  type: 'tts_metrics',
  label: 'test',
  requestId: 'r',
  timestamp: 0,
  ttfbMs: 1,
  durationMs: 1,
  audioDurationMs: 60_000,
  cancelled: false,
  charactersCount: 900,
  streamed: false,
  metadata: { modelProvider: 'Gemini', modelName: 'gemini-3.1-flash-tts-preview' },
};

const LIVE: metrics.RealtimeModelMetrics = {
  type: 'realtime_model_metrics',
  label: 'google_realtime',
  requestId: 'r',
  timestamp: 0,
  durationMs: 1,
  ttftMs: 1,
  cancelled: false,
  inputTokens: 1300,
  outputTokens: 500,
  totalTokens: 1800,
  tokensPerSecond: 1,
  inputTokenDetails: { audioTokens: 1000, textTokens: 42, imageTokens: 258, cachedTokens: 0 },
  outputTokenDetails: { textTokens: 0, audioTokens: 500, imageTokens: 0 },
  metadata: {
    modelProvider: 'Gemini',
    modelName: 'gemini-2.5-flash-native-audio-preview-12-2025',
  },
};

function used(...all: metrics.AgentMetrics[]) {
  const meter = new UsageMeter(listPrices('2026-11-28'));
  for (const metric of all) meter.collect(metric);
  return meter.read();
}

describe('UsageMeter', () => {
  it('adds up tokens and cost over several turns', () => {
    const { lines, costUsd } = used(
      llm('gemini-3.6-flash', 1000, 100),
      llm('gemini-3.6-flash', 2000, 100),
    );
    expect(lines).toMatchObject([
      { direction: 'in', modality: 'text', unit: 'tokens', amount: 3000, costUsd: 0.00225 },
      { direction: 'out', modality: 'text', unit: 'tokens', amount: 200, costUsd: 0.00075 },
    ]);
    expect(costUsd).toBeCloseTo(0.003, 6);
  });

  it('bills thinking, which only the total contains, as text', () => {
    const answer = llm('gemini-3.6-flash', 1000, 5);
    const { lines, costUsd } = used(
      { ...answer, totalTokens: 1305 },
      { ...answer, totalTokens: 1105 },
    );
    expect(lines).toMatchObject([
      { direction: 'in', amount: 2000, costUsd: 0.0015 },
      { direction: 'out', modality: 'text', unit: 'tokens', amount: 410, costUsd: 0.001538 },
    ]);
    expect(costUsd).toBeCloseTo(0.003038, 6);
  });

  it('bills the thinking of Live as text', () => {
    const text = used({ ...LIVE, totalTokens: 2000 }).lines.find(
      ({ direction, modality }) => direction === 'out' && modality === 'text',
    );
    expect(text).toMatchObject({ unit: 'tokens', amount: 200, costUsd: 0.0004 });
  });

  it('counts no thinking when a model reports no total', () => {
    const { lines } = used({ ...llm('gemini-3.6-flash', 1000, 5), totalTokens: 0 });
    expect(lines.at(-1)).toMatchObject({ direction: 'out', amount: 5 });
  });

  it('separates text, audio and image tokens when the model reports them', () => {
    expect(used(LIVE).lines).toMatchObject([
      { direction: 'in', modality: 'text', amount: 42, costUsd: 0.000021 },
      { direction: 'in', modality: 'audio', amount: 1000, costUsd: 0.003 },
      { direction: 'in', modality: 'image', amount: 258, costUsd: 0.000774 },
      { direction: 'out', modality: 'audio', amount: 500, costUsd: 0.006 },
    ]);
  });

  it('prices speech by the minute, not by characters as well', () => {
    const { lines, costUsd } = used(SPEECH);
    expect(lines).toMatchObject([
      { unit: 'characters', amount: 900 },
      { unit: 'seconds', amount: 60, costUsd: 0.03 },
    ]);
    expect(costUsd).toBe(0.03);
  });

  it('omits the cost when the price is unknown', () => {
    const { lines, costUsd } = used(llm('unknown-model', 10, 10));
    expect(lines.every((line) => line.costUsd === undefined)).toBe(true);
    expect(costUsd).toBe(0);
  });
});
