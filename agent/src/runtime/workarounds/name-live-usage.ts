import type * as google from '@livekit/agents-plugin-google';
import type { RealtimeSession } from './realtime-session.ts';

/**
 * Adds the model's name to the usage that a Gemini Live session reports, without which it has no price.
 *
 * **Cause**: the metrics of plugin-google's Live sessions (1.9.0) have no metadata.
 *
 * **Can go** when they have: `name-live-usage.test.ts` then fails.
 */
export function nameLiveUsage(
  session: RealtimeSession,
  model: google.realtime.RealtimeModel,
): void {
  // Registered before the framework's own listener, which gets the same object.
  session.on('metrics_collected', (metric) => {
    metric.metadata ??= { modelProvider: model.provider, modelName: model.model };
  });
}
