import type { metrics } from '@livekit/agents';

/**
 * Whether a measurement repeats another one.
 *
 * **Cause**: `llm.FallbackAdapter` (@livekit/agents 1.9.0) forwards the metrics of the model that answered, then emits its
 * own for the same answer, so every token would count twice. `stt.FallbackAdapter` emits none of its own.
 *
 * **Can go** when the adapter stops emitting its own: `load-models.test.ts` fails then.
 */
export function isDuplicate(metric: metrics.AgentMetrics): boolean {
  return metric.type === 'llm_metrics' && metric.metadata?.modelName === 'FallbackAdapter';
}
