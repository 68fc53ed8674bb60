import { initializeLogger } from '@livekit/agents';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type FakeAnswer,
  FakeSource,
  RecordingListener,
  settled,
  SlowSource,
  typed,
  UNASKED,
} from './testing/fake-reply-source.ts';
import { TurnManager } from './turn-manager.ts';
import { TurnsSnapshot } from './turns-snapshot.ts';
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

describe('the order of turns', () => {
  it('supersedes a photo that was sent before what is being answered, and notes it', () => {
    turns.receive({ id: 'photo', kind: 'image' });
    take(typed('b'));
    turns.answer({ ...typed('photo'), kind: 'image' });
    expect(listener.sent).toEqual(['photo received', 'b received', 'photo superseded']);
    expect(source.noted).toEqual(['photo']);
  });

  it('begins nothing while the talk button is held', async () => {
    turns.press();
    turns.take(typed('a'));
    expect(source.asked).toEqual([]);
    turns.receive({ id: 'spoken', kind: 'voice' });
    turns.release('spoken');
    expect(source.asked).toEqual([]);
    turns.answer({ ...typed('spoken'), kind: 'voice' });
    expect(source.asked.map(({ id }) => id)).toEqual(['spoken']);
    expect(source.noted).toEqual(['a']);
    expect(listener.sent).toContain('a superseded');
  });

  it.each([
    ['the talk button is canceled', () => turns.release()],
    [
      'no words were understood',
      () => {
        turns.receive({ id: 'spoken', kind: 'voice' });
        turns.release('spoken');
        turns.fail({ id: 'spoken', kind: 'voice' }, 'speech_not_understood', '');
      },
    ],
  ])('answers a turn that waited when %s', (_, end) => {
    turns.press();
    turns.take(typed('a'));
    end();
    expect(source.asked.map(({ id }) => id)).toEqual(['a']);
  });

  it('answers what was typed after the release before what was said is transcribed', () => {
    turns.press();
    turns.receive({ id: 'spoken', kind: 'voice' });
    turns.release('spoken');
    take(typed('b'));
    turns.answer({ ...typed('spoken'), kind: 'voice' });
    expect(source.asked.map(({ id }) => id)).toEqual(['b']);
    expect(source.noted).toEqual(['spoken']);
  });

  it('does not let the end of an old attempt end a turn that was sent again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const slow = new SlowSource();
    turns = new TurnManager(slow, listener, 1000);
    turns.take(typed('a'));
    vi.advanceTimersByTime(1000);
    turns.take(typed('a'));
    vi.useRealTimers();
    slow.outcomes[0]?.resolve({ end: 'failed', failure: 'stalled', text: '' });
    await settled();
    expect(listener.sent).toEqual(['a received', 'a turn_timeout', 'a received']);
  });

  it('fails a turn whose photos are still arriving when it is closed', () => {
    turns.receive({ id: 'photo', kind: 'image' });
    turns.close();
    turns.answer({ ...typed('photo'), kind: 'image' });
    expect(listener.sent).toEqual(['photo received', 'photo agent_leaving']);
    expect(source.asked).toEqual([]);
  });

  it('interrupts the model’s unasked answer beyond the rate limit', () => {
    for (let i = 0; i < 10; i++) take(typed(`t${i}`));
    const interrupt = vi.fn<() => void>();
    turns.adopt({ ...UNASKED, speech: { ...UNASKED.speech, interrupt } });
    expect(interrupt).toHaveBeenCalledOnce();
    expect(listener.sent.at(-1)).toMatch(/ rate_limited$/);
  });
});

describe('turns that continue in another process', () => {
  /** A manager that takes over from the one before, through JSON. */
  function takeOver(): void {
    const snapshot = TurnsSnapshot.parse(JSON.parse(JSON.stringify(turns.snapshot())));
    source = new FakeSource();
    listener = new RecordingListener();
    turns = new TurnManager(source, listener, 1000);
    turns.restore(snapshot);
  }

  it('answers the turn that was not answered, once, also when the client sends it again', async () => {
    take(typed('a')).progress.started();
    takeOver();
    turns.answerWaiting();
    turns.take(typed('a'));
    expect(source.asked).toEqual([typed('a')]);
    source.answers[0]?.progress.started();
    await source.answers[0]?.finish();
    expect(listener.sent).toEqual(['a received', 'a answering', 'a answered']);
  });

  it('does not answer a turn that was answered', async () => {
    const answer = take(typed('a'));
    answer.said = 'Two cups.';
    await answer.finish();
    takeOver();
    turns.answerWaiting();
    turns.take(typed('a'));
    expect(source.asked).toEqual([]);
    expect(listener.sent).toEqual(['a says Two cups.', 'a answered']);
  });

  it('leaves a turn with photos to the client, which sends it again', () => {
    take({ ...typed('a'), kind: 'image' });
    takeOver();
    turns.answerWaiting();
    expect(source.asked).toEqual([]);
    turns.take({ ...typed('a'), kind: 'image' });
    expect(source.asked).toHaveLength(1);
  });

  it('lets a newer turn win over the one that was not answered', () => {
    take(typed('a'));
    takeOver();
    turns.take(typed('b'));
    turns.answerWaiting();
    expect(source.asked.map(({ id }) => id)).toEqual(['b']);
    expect(source.noted).toEqual(['a']);
  });
});
