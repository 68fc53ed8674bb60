import type { Observation } from '@bakebot/client';
import { describe, expect, it } from 'vitest';
import { toTurnTimelines } from './turn-timeline.ts';

function recorded(...timed: [number, Observation][]) {
  return timed.map(([at, observation], key) => ({ key, at, observation }));
}

const began = {
  type: 'turn-started',
  turnId: 't1',
  kind: 'text',
  text: 'Hello',
  pictures: [],
  delivery: { state: 'queued' },
  at: 100,
} as const;

function progress(state: 'received' | 'answering' | 'answered') {
  return { type: 'progress', turnId: 't1', kind: 'text', progress: { state }, at: 0 } as const;
}

const grew = { type: 'segment-delta', segmentId: 's1', delta: 'Hi' } as const;

describe('toTurnTimelines', () => {
  it('lists each step of a turn with the time since the turn began', () => {
    const entries = recorded(
      [100, began],
      [101, { type: 'delivery', turnId: 't1', delivery: { state: 'sent' } }],
      [130, progress('received')],
      [400, progress('answering')],
      [420, grew],
      [440, grew],
      [900, progress('answered')],
    );
    expect(toTurnTimelines(entries)).toEqual([
      {
        turnId: 't1',
        kind: 'text',
        startedAt: 100,
        steps: [
          { name: 'queued', afterMs: 0 },
          { name: 'sent', afterMs: 1 },
          { name: 'received', afterMs: 30 },
          { name: 'answering', afterMs: 300 },
          { name: 'first text', afterMs: 320 },
          { name: 'answered', afterMs: 800 },
        ],
      },
    ]);
  });

  it('lists no turn when the agent speaks unprompted', () => {
    expect(toTurnTimelines(recorded([100, grew]))).toEqual([]);
  });

  it('lists a step once when the agent reports it twice', () => {
    const entries = recorded([100, progress('received')], [150, progress('received')]);
    expect(toTurnTimelines(entries)[0]?.steps).toHaveLength(1);
  });
});
