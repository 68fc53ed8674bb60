import type { Usage } from '@bakebot/protocol';
import { type metrics, voice } from '@livekit/agents';
import type { Attributes } from '@opentelemetry/api';
import type { Price } from '../models/catalogue/index.ts';
import { isDuplicate } from '../workarounds/duplicate-metrics.ts';
import type { Instruments } from './instruments.ts';
import { UsageMeter } from './usage-meter.ts';

const { MetricsCollected, FunctionToolsExecuted, Error: Failed } = voice.AgentSessionEventTypes;

/** Measures a conversation's sessions. A conversation has more than one when a session is replaced. */
export class SessionMeter {
  readonly #instruments: Instruments;
  readonly #usage: UsageMeter;
  #counted: Pick<Usage, 'lines'> = { lines: [] };
  #costListener: (costUsd: number) => void = () => {};

  constructor(instruments: Instruments, prices: Readonly<Record<string, Price>>) {
    this.#instruments = instruments;
    this.#usage = new UsageMeter(prices);
  }

  watch(session: voice.AgentSession): void {
    session.on(MetricsCollected, ({ metrics: metric }) => this.collect(metric));
    session.on(FunctionToolsExecuted, ({ functionCalls, functionCallOutputs }) => {
      functionCalls.forEach(({ name }, index) => {
        const outcome = functionCallOutputs[index]?.isError === false ? 'ok' : 'error';
        this.#instruments.toolCalls.add(1, { tool: name, outcome });
      });
    });
    session.on(Failed, ({ error }) => this.#instruments.modelErrors.add(1, describe(error)));
  }

  /** Calls back with the cost so far, in US dollars, whenever usage was counted. */
  watchCost(listener: (costUsd: number) => void): void {
    this.#costListener = listener;
  }

  /** Counts one of the framework's metrics; types that it emits many times a second are ignored. */
  collect(metric: metrics.AgentMetrics): void {
    if (isDuplicate(metric)) return;
    this.#usage.collect(metric);
    const latency = latencyOf(metric);
    if (latency) this.#instruments.modelLatency.record(latency.seconds, latency.attributes);
    this.#countUsage();
  }

  /** Usage so far. */
  usage(): Pick<Usage, 'lines' | 'costUsd'> {
    return this.#usage.read();
  }

  /** Adds the difference to the last totals: the collector reports totals, instruments take increments. */
  #countUsage(): void {
    const { lines, costUsd } = this.#usage.read();
    for (const line of lines) {
      const { provider, model, direction, modality, unit } = line;
      const before = this.#counted.lines.find(
        (each) =>
          each.provider === provider &&
          each.model === model &&
          each.direction === direction &&
          each.modality === modality &&
          each.unit === unit,
      );
      const added = line.amount - (before?.amount ?? 0);
      const cost = (line.costUsd ?? 0) - (before?.costUsd ?? 0);
      const attributes = { provider, model, direction, modality, unit };
      if (added > 0) this.#instruments.modelUsage.add(added, attributes);
      if (cost > 0) this.#instruments.cost.add(cost, { provider, model });
    }
    this.#counted = { lines };
    this.#costListener(costUsd);
  }
}

function latencyOf(
  metric: metrics.AgentMetrics,
): { seconds: number; attributes: Attributes } | undefined {
  switch (metric.type) {
    case 'llm_metrics':
      return timed('llm', metric.ttftMs, metric);
    case 'tts_metrics':
      return timed('tts', metric.ttfbMs, metric);
    case 'realtime_model_metrics':
      return timed('live', metric.ttftMs, metric);
    case 'eou_metrics':
      return timed('stt', metric.transcriptionDelayMs, {});
    default:
      return undefined;
  }
}

/** Undefined without a measurement: the framework reports -1, or 0 for speech whose end it did not detect. */
function timed(role: string, ms: number, { metadata }: { metadata?: metrics.MetricsMetadata }) {
  if (!(ms > 0)) return undefined;
  const { modelProvider: provider = '', modelName: model = '' } = metadata ?? {};
  return { seconds: ms / 1000, attributes: { role, provider, model } };
}

function describe(error: unknown): Attributes {
  const { type, recoverable } = typeof error === 'object' && error !== null ? asFields(error) : {};
  return { type: type ?? 'unknown', recoverable: recoverable ?? false };
}

function asFields(error: object): { type?: string; recoverable?: boolean } {
  return {
    ...('type' in error && typeof error.type === 'string' && { type: error.type }),
    ...('recoverable' in error &&
      typeof error.recoverable === 'boolean' && { recoverable: error.recoverable }),
  };
}
