import type { Pipeline } from '../pipelines/pipeline.ts';
import type { Telemetry } from './telemetry.ts';

/** Wraps a pipeline so that its spans become children of the turn's span. */
export function tracePipeline(pipeline: Pipeline, telemetry: Pick<Telemetry, 'within'>): Pipeline {
  return {
    ...pipeline,
    ask: (session, assistant, turn) =>
      telemetry.within(turn.id, () => pipeline.ask(session, assistant, turn)),
  };
}
