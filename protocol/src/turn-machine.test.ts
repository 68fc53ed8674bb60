import { describe, expect, it } from 'vitest';
import page from '../../docs/protocol.md?raw';
import { advance, type DeliveryState, TURN_TRANSITIONS, type TurnEvent } from './index.ts';

const EVENTS: readonly TurnEvent[] = [
  'queue',
  'send',
  'deliver',
  'receive',
  'begin',
  'answer',
  'supersede',
  'fail',
];

const ENDED = new Set(['answered', 'superseded', 'failed']);

function after(...events: readonly TurnEvent[]): string {
  let state: DeliveryState | 'new' = 'new';
  for (const event of events) state = advance(state, event);
  return state;
}

describe('the turn machine', () => {
  it('takes a turn from the queue to its answer', () => {
    expect(after('queue', 'send', 'deliver', 'receive', 'begin', 'answer')).toBe('answered');
  });

  it.each(['answered', 'superseded'] as const)('changes nothing of a turn that is %s', (state) => {
    for (const event of EVENTS) expect(advance(state, event)).toBe(state);
  });

  it('opens a failed turn again when it is sent again', () => {
    expect(after('receive', 'fail', 'receive', 'begin')).toBe('answering');
    expect(after('queue', 'fail', 'queue', 'send')).toBe('sending');
  });

  it('takes an answer that arrives after the app’s own time-out', () => {
    expect(after('queue', 'send', 'deliver', 'receive', 'fail', 'answer')).toBe('answered');
  });

  it('ignores reports that arrive late', () => {
    expect(after('receive', 'begin', 'receive')).toBe('answering');
    expect(after('receive', 'begin', 'answer', 'begin')).toBe('answered');
  });

  it('keeps a turn sending until its last upload, although the agent has received its first part', () => {
    expect(after('queue', 'send', 'receive')).toBe('sending');
  });

  it('can end a turn in every state that is not an end', () => {
    for (const [state, { fail }] of Object.entries(TURN_TRANSITIONS)) {
      expect({ state, fail }).toEqual({ state, fail: ENDED.has(state) ? undefined : 'failed' });
    }
  });

  it('is the one in docs/protocol.md', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` +\| ((?:\w+ → `\w+`(?:, )?)*)/gm)];
    const documented = rows.map(([, state, cell = '']) => [
      state,
      Object.fromEntries(
        [...cell.matchAll(/(\w+) → `(\w+)`/g)].map(([, event, to]) => [event, to]),
      ),
    ]);
    expect(Object.fromEntries(documented)).toMatchObject(TURN_TRANSITIONS);
  });
});
