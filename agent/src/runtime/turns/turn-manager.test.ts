import { initializeLogger } from '@livekit/agents';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type FakeAnswer,
  FakeSource,
  RecordingListener,
  settled,
  typed,
  UNASKED,
} from './testing/fake-reply-source.ts';
import { TurnManager } from './turn-manager.ts';
import type { UserTurn } from './user-turn.ts';

initializeLogger({ pretty: false, level: 'silent' });

let source: FakeSource;
let listener: RecordingListener;
let turns: TurnManager;

beforeEach(() => {
  source = new FakeSource();
  listener = new RecordingListener();
  turns = new TurnManager(source, listener, 1000);
});

function take(turn: UserTurn): FakeAnswer {
  turns.take(turn);
  const answer = source.answers.at(-1);
  if (!answer) throw new Error('no reply was requested');
  return answer;
}

describe('TurnManager', () => {
  it('reports a turn as received, answering, and answered with the reply', async () => {
    const answer = take(typed('a'));
    answer.progress.started();
    answer.said = 'Two cups.';
    await answer.finish();
    expect(listener.sent).toEqual(['a received', 'a answering', 'a says Two cups.', 'a answered']);
  });

  it('supersedes a turn with the next one, and reports the partial reply', async () => {
    take(typed('a')).said = 'First you';
    take(typed('b'));
    await settled();
    expect(listener.sent).toEqual(['a received', 'b received', 'a says First you', 'a superseded']);
    expect(source.interruptions).toBe(2);
  });

  it.each([
    ['empty', 'model_unavailable'],
    ['unavailable', 'model_unavailable'],
    ['refused', 'model_refused'],
    ['stalled', 'turn_timeout'],
    ['lost', 'agent_leaving'],
    ['internal', 'internal'],
  ] as const)('fails a turn whose reply is %s with %s', async (failure, code) => {
    await take(typed('a')).fail(failure);
    expect(listener.sent).toEqual(['a received', `a ${code}`]);
  });

  it('fails a turn once, and interrupts it, when no reply starts in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    take(typed('a'));
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    await settled();
    expect(listener.sent).toEqual(['a received', 'a turn_timeout']);
  });

  it('stops the time-out when the reply starts, and restarts it when the reply does', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { progress } = take(typed('a'));
    progress.started();
    vi.advanceTimersByTime(60_000);
    expect(listener.sent).toEqual(['a received', 'a answering']);
    progress.restarting();
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    expect(listener.sent.at(-1)).toBe('a turn_timeout');
  });

  it('answers a repeated turn once, and sends its reply again', async () => {
    const answer = take(typed('a'));
    answer.said = 'Two cups.';
    await answer.finish();
    take(typed('a'));
    expect(source.asked).toHaveLength(1);
    expect(listener.sent.slice(-2)).toEqual(['a says Two cups.', 'a answered']);
  });

  it('answers a failed turn that is sent again under its id', async () => {
    await take(typed('a')).fail('empty');
    const again = take(typed('a'));
    again.said = 'Two cups.';
    await again.finish();
    expect(listener.sent.slice(2)).toEqual(['a received', 'a says Two cups.', 'a answered']);
  });

  it('fails turns beyond the rate limit', () => {
    for (let i = 0; i < 11; i++) take(typed(`t${i}`));
    expect(source.asked).toHaveLength(10);
    expect(listener.sent).toContain('t10 rate_limited');
  });

  it('supersedes the current turn with one that the model answers unasked', async () => {
    take(typed('a'));
    turns.adopt(UNASKED);
    const answer = source.answers.at(-1);
    if (answer) answer.said = 'Two eggs.';
    await answer?.finish();
    expect(listener.sent.map((line) => line.replace(/^\S{36}/, 'unasked'))).toEqual([
      'a received',
      'unasked received',
      'a superseded',
      'unasked says Two eggs.',
      'unasked answered',
    ]);
  });

  it('fails current and later turns with agent_leaving when it is closed', async () => {
    take(typed('a'));
    turns.close();
    turns.take(typed('b'));
    await settled();
    expect(listener.sent).toEqual([
      'a received',
      'a agent_leaving',
      'b received',
      'b agent_leaving',
    ]);
  });

  it('finishes the current turn, and fails later ones, when the agent is leaving', async () => {
    const answer = take(typed('a'));
    const finished = turns.finish();
    turns.take(typed('b'));
    answer.said = 'Two cups.';
    await answer.finish();
    await finished;
    expect(listener.sent).toEqual([
      'a received',
      'b received',
      'b agent_leaving',
      'a says Two cups.',
      'a answered',
    ]);
  });

  it('fails a turn with internal when the reply source rejects', async () => {
    source.answer = () => Promise.reject(new Error('bug'));
    turns.take(typed('a'));
    await settled();
    expect(listener.sent).toEqual(['a received', 'a internal']);
  });
});
