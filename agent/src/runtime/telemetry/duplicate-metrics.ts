import type { metrics } from '@livekit/agents';

/**
 * `llm.FallbackAdapter` of @livekit/agents 1.9.0 hands on the measurements of the model that answered, and then measures
 * the same answer itself, under its own name: every token would count twice. (Its sister for recognisers leaves its own
 * out.) This can go when the adapter does, too; `load-models.test.ts` then fails.
 */
export function isDuplicate(metric: metrics.AgentMetrics): boolean {
  return metric.type === 'llm_metrics' && metric.metadata?.modelName === 'FallbackAdapter';
}
