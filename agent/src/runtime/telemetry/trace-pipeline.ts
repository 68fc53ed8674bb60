import type { Pipeline } from '../pipelines/pipeline.ts';
import type { Telemetry } from './telemetry.ts';

/** The same pipeline; what it does to answer a turn becomes part of the turn's trace. */
export function tracePipeline(pipeline: Pipeline, telemetry: Pick<Telemetry, 'within'>): Pipeline {
  return {
    ...pipeline,
    ask: (session, assistant, turn) =>
      telemetry.within(turn.id, () => pipeline.ask(session, assistant, turn)),
  };
}
