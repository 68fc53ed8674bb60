import type { Usage, UsageLine } from '@bakebot/protocol';
import { metrics } from '@livekit/agents';
import type { Price } from '../models/catalogue/index.ts';
import { costOf } from './prices.ts';

type Amounts = Omit<UsageLine, 'costUsd'>;

/** Adds up the model usage of one conversation, over all its sessions. */
export class UsageMeter {
  readonly #collector = new metrics.ModelUsageCollector();
  readonly #prices: Readonly<Record<string, Price>>;
  /** Thinking tokens by provider and model: the collector leaves them out. */
  readonly #thinking = new Map<string, number>();

  constructor(prices: Readonly<Record<string, Price>>) {
    this.#prices = prices;
  }

  collect(metric: metrics.AgentMetrics): void {
    this.#collector.collect(metric);
    if (metric.type !== 'llm_metrics' && metric.type !== 'realtime_model_metrics') return;
    const { modelProvider = '', modelName = '' } = metric.metadata ?? {};
    const key = keyOf(modelProvider, modelName);
    this.#thinking.set(key, (this.#thinking.get(key) ?? 0) + thinkingTokens(metric));
  }

  /** All non-empty lines, each with its estimated cost. */
  read(): Pick<Usage, 'lines' | 'costUsd'> {
    const lines = this.#collector
      .flatten()
      .flatMap((usage) =>
        linesOf(usage, this.#thinking.get(keyOf(usage.provider, usage.model)) ?? 0),
      )
      .filter(({ amount }) => amount > 0)
      .map((line) => withCost(line, costOf(line, this.#prices)));
    const costUsd = lines.reduce((sum, line) => sum + (line.costUsd ?? 0), 0);
    return { lines, costUsd: round(costUsd) };
  }
}

function keyOf(provider: string, model: string): string {
  return `${provider}:${model}`;
}

/** What is in the total alone. Google's client reports thinking nowhere else; OpenAI's counts it as output, too. */
function thinkingTokens(metric: metrics.LLMMetrics | metrics.RealtimeModelMetrics): number {
  const told =
    metric.type === 'llm_metrics'
      ? metric.promptTokens + metric.completionTokens
      : metric.inputTokens + metric.outputTokens;
  return Math.max(0, metric.totalTokens - told);
}

/** @param thinking tokens of thinking, which are billed as text */
function linesOf(usage: metrics.ModelUsage, thinking: number): Amounts[] {
  const { provider, model } = usage;
  const line = (
    direction: Amounts['direction'],
    modality: Amounts['modality'],
    unit: Amounts['unit'],
    amount: number,
  ): Amounts => ({ provider, model, direction, modality, unit, amount });
  switch (usage.type) {
    case 'llm_usage': {
      // A text model reports text and pictures as one number.
      const { inputAudioTokens, inputImageTokens, outputAudioTokens, inputCachedTokens } = usage;
      const text = usage.inputTokens - inputAudioTokens - inputImageTokens - inputCachedTokens;
      return [
        line('in', 'text', 'tokens', text),
        line('in', 'text', 'cached_tokens', inputCachedTokens),
        line('in', 'audio', 'tokens', inputAudioTokens),
        line('in', 'image', 'tokens', inputImageTokens),
        line('out', 'text', 'tokens', usage.outputTokens - outputAudioTokens + thinking),
        line('out', 'audio', 'tokens', outputAudioTokens),
      ];
    }
    case 'stt_usage':
      return [line('in', 'audio', 'seconds', usage.audioDurationMs / 1000)];
    case 'tts_usage':
      return [
        line('in', 'text', 'characters', usage.charactersCount),
        line('out', 'audio', 'seconds', usage.audioDurationMs / 1000),
      ];
    case 'interruption_usage':
    case 'eot_usage':
      // Runs on this machine, free of charge.
      return [];
  }
}

function withCost(line: Amounts, costUsd: number | undefined): UsageLine {
  return {
    ...line,
    amount: round(line.amount),
    ...(costUsd !== undefined && { costUsd: round(costUsd) }),
  };
}

/** To millionths, of a dollar or a second. */
function round(value: number): number {
  return Number(value.toFixed(6));
}
