import type { DispatchMetadata } from '@bakebot/protocol';
import type { ModelConfig } from '../config.ts';
import { livePipeline } from '../live/live-pipeline.ts';
import { createModels } from '../models.ts';
import { cascadePipeline } from './cascade.ts';
import type { Pipeline } from './pipeline.ts';

/**
 * The pipelines: the one that the user's session asks for (`preferences.pipeline`) or else the configured one first, then
 * the one that takes over when it fails.
 */
export function createPipelines(
  config: ModelConfig,
  { locale = 'en-US', preferences }: DispatchMetadata,
): readonly Pipeline[] {
  const cascade = cascadePipeline(() => createModels(config, locale));
  const { googleApiKey, live: model, voice } = config;
  const live = livePipeline({ googleApiKey, model, voice }, () => createModels(config, locale).tts);
  const first = preferences?.['pipeline'] ?? config.pipeline;
  return first === 'live' ? [live, cascade] : [cascade, live];
}
