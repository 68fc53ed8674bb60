import type { Meter } from '@opentelemetry/api';

/** Histogram bounds for replies, in seconds. */
const ANSWER_SECONDS = [0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 20, 30, 60];
/** Histogram bounds for sessions, in seconds. The longest session is an hour by default. */
const SESSION_SECONDS = [10, 30, 60, 120, 300, 600, 1200, 1800, 3600];
/** Histogram bounds for job memory. A job uses about 190 MiB; the worker ends it at 800. */
const MEMORY_BYTES = [150, 200, 250, 300, 400, 500, 600, 800].map((size) => size * 1024 * 1024);

/** All metrics of one process. `docs/telemetry.md` describes them. */
export type Instruments = ReturnType<typeof createInstruments>;

export function createInstruments(meter: Meter) {
  const counter = (name: string, description: string, unit = '') =>
    meter.createCounter(name, { description, unit });
  const histogram = (
    name: string,
    description: string,
    unit: string,
    explicitBucketBoundaries: number[],
  ) => meter.createHistogram(name, { description, unit, advice: { explicitBucketBoundaries } });
  const seconds = (name: string, description: string) =>
    histogram(name, description, 's', ANSWER_SECONDS);
  return {
    sessions: counter('bakebot.sessions', 'Conversations that ended, by reason.'),
    sessionDuration: histogram(
      'bakebot.session.duration',
      'Length of conversations.',
      's',
      SESSION_SECONDS,
    ),
    turns: counter('bakebot.turns', 'Turns that ended, by kind, outcome and code.'),
    firstWord: seconds('bakebot.turn.first_word', 'From a turn to the first word of its answer.'),
    turnDuration: seconds('bakebot.turn.duration', 'From a turn to the end of its answer.'),
    modelLatency: seconds('bakebot.model.latency', 'From a request to the first of its answer.'),
    modelErrors: counter('bakebot.model.errors', 'Errors of models, retried ones too.'),
    modelUsage: counter(
      'bakebot.model.usage',
      'Tokens, characters and seconds of audio that models consumed and produced.',
    ),
    cost: counter('bakebot.cost', 'Estimated cost by list prices.', 'USD'),
    toolCalls: counter('bakebot.tool.calls', 'Calls of tools, by tool and outcome.'),
    jobMemory: histogram('bakebot.job.memory', 'Memory of a job as it ends.', 'By', MEMORY_BYTES),
  };
}
