import type { DispatchMetadata } from '@bakebot/protocol';
import type { LiveConfig } from './live-model.ts';
import { livePipeline } from './live-pipeline.ts';
import type { MakeModels } from '../models/load-models.ts';
import { cascadePipeline } from './cascade.ts';
import type { Pipeline, PipelineName } from './pipeline.ts';

export type PipelineConfig = {
  /** The pipeline to start with. */
  readonly first: PipelineName;
  /** Absent without a Gemini API key. */
  readonly live: LiveConfig | undefined;
};

/**
 * The pipelines in order of use: first the one of the user's `preferences.pipeline`, or else the configured one; then the one
 * that takes over when it fails. `live` needs a Gemini API key.
 */
export function createPipelines(
  { first, live }: PipelineConfig,
  makeModels: MakeModels,
  { locale = 'en-US', preferences }: DispatchMetadata,
): readonly Pipeline[] {
  const cascade = cascadePipeline(() => makeModels(locale));
  if (!live) return [cascade];
  const realtime = livePipeline(live, () => makeModels(locale).tts);
  return (preferences?.['pipeline'] ?? first) === 'live'
    ? [realtime, cascade]
    : [cascade, realtime];
}
