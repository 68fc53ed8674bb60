import type { Meter } from '@opentelemetry/api';

/** Upper bounds of what is measured in seconds: from a quick acknowledgement to the longest answer. */
const ANSWER_SECONDS = [0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 20, 30, 60];
/** A conversation lasts from a moment to an hour. */
const SESSION_SECONDS = [10, 30, 60, 120, 300, 600, 1200, 1800, 3600];
/** A job stands at about 190 MiB and is ended at 800. */
const MEMORY_BYTES = [150, 200, 250, 300, 400, 500, 600, 800].map((size) => size * 1024 * 1024);

/** Everything that one process counts and measures. `docs/telemetry.md` tells it in words. */
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
    modelUsage: counter('bakebot.model.usage', 'What went into models and came out of them.'),
    cost: counter('bakebot.cost', 'Estimated cost by list prices.', 'USD'),
    toolCalls: counter('bakebot.tool.calls', 'Calls of tools, by tool and outcome.'),
    jobMemory: histogram('bakebot.job.memory', 'Memory of a job as it ends.', 'By', MEMORY_BYTES),
  };
}
