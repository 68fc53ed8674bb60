import type { TurnProgress } from '@bakebot/protocol';
import { initializeLogger } from '@livekit/agents';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { AnswerProgress, Failure, Outcome } from './outcome.ts';
import { TurnManager } from './turn-manager.ts';
import type { UserTurn } from './user-turn.ts';

initializeLogger({ pretty: false, level: 'silent' });

/** An answer that the test steers. */
class FakeAnswer {
  said = '';
  readonly progress: AnswerProgress;
  readonly outcome = Promise.withResolvers<Outcome>();

  constructor(progress: AnswerProgress, signal: AbortSignal) {
    this.progress = progress;
    signal.addEventListener('abort', () => {
      this.outcome.resolve({ end: 'interrupted', text: this.said });
    });
  }

  finish(): Promise<void> {
    return this.#end({ end: 'complete', text: this.said });
  }

  fail(failure: Failure): Promise<void> {
    return this.#end({ end: 'failed', failure, text: '' });
  }

  async #end(outcome: Outcome): Promise<void> {
    this.outcome.resolve(outcome);
    await settled();
  }
}

/** Lets promises that are resolved run their course. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

class FakeSource {
  readonly asked: UserTurn[] = [];
  readonly answers: FakeAnswer[] = [];
  interruptions = 0;

  answer(turn: UserTurn, progress: AnswerProgress, signal: AbortSignal): Promise<Outcome> {
    this.asked.push(turn);
    return this.#begin(progress, signal);
  }

  follow(
    _id: string,
    _answer: UnaskedAnswer,
    progress: AnswerProgress,
    signal: AbortSignal,
  ): Promise<Outcome> {
    return this.#begin(progress, signal);
  }

  interrupt(): void {
    this.interruptions++;
  }

  #begin(progress: AnswerProgress, signal: AbortSignal): Promise<Outcome> {
    const answer = new FakeAnswer(progress, signal);
    this.answers.push(answer);
    return answer.outcome.promise;
  }
}

class FakeOutbox {
  readonly sent: string[] = [];

  turn({ id }: { id: string }, progress: TurnProgress): void {
    this.sent.push(`${id} ${progress.state === 'failed' ? progress.code : progress.state}`);
  }

  reply(turnId: string, text: string): void {
    this.sent.push(`${turnId} says ${text}`);
  }
}

const UNASKED: UnaskedAnswer = {
  heard: () => ({ id: 'heard-1', text: 'How many eggs?' }),
  speech: {
    owns: () => true,
    text: () => '',
    interrupted: false,
    interrupt: () => {},
    done: Promise.resolve(),
  },
};

function typed(id: string, text = 'How much flour?'): UserTurn {
  return { id, kind: 'text', text, pictures: [] };
}

let source: FakeSource;
let outbox: FakeOutbox;
let turns: TurnManager;

beforeEach(() => {
  source = new FakeSource();
  outbox = new FakeOutbox();
  turns = new TurnManager(source, outbox, 1000);
});

function take(turn: UserTurn): FakeAnswer {
  turns.take(turn);
  const answer = source.answers.at(-1);
  if (!answer) throw new Error('nothing was asked');
  return answer;
}

describe('a turn', () => {
  it('is received, answering, then answered with the reply’s text', async () => {
    const answer = take(typed('a'));
    answer.progress.begun();
    answer.said = 'Two cups.';
    await answer.finish();
    expect(outbox.sent).toEqual(['a received', 'a answering', 'a says Two cups.', 'a answered']);
  });

  it('is superseded by the next turn, with the text spoken so far', async () => {
    take(typed('a')).said = 'First you';
    take(typed('b'));
    await settled();
    expect(outbox.sent).toEqual(['a received', 'b received', 'a says First you', 'a superseded']);
    expect(source.interruptions).toBe(2);
  });

  it.each([
    ['empty', 'model_unavailable'],
    ['unavailable', 'model_unavailable'],
    ['refused', 'model_refused'],
    ['stalled', 'turn_timeout'],
    ['lost', 'agent_leaving'],
    ['internal', 'internal'],
  ] as const)('that is %s fails with %s', async (failure, code) => {
    await take(typed('a')).fail(failure);
    expect(outbox.sent).toEqual(['a received', `a ${code}`]);
  });

  it('fails once with turn_timeout when no reply begins in time, and interrupts it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    take(typed('a'));
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    await settled();
    expect(outbox.sent).toEqual(['a received', 'a turn_timeout']);
  });

  it('has no time-out once its reply has begun, until that is retried', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { progress } = take(typed('a'));
    progress.begun();
    vi.advanceTimersByTime(60_000);
    expect(outbox.sent).toEqual(['a received', 'a answering']);
    progress.brokenOff();
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    expect(outbox.sent.at(-1)).toBe('a turn_timeout');
  });

  it('is answered once when it arrives twice, and its reply is sent again', async () => {
    const answer = take(typed('a'));
    answer.said = 'Two cups.';
    await answer.finish();
    take(typed('a'));
    expect(source.asked).toHaveLength(1);
    expect(outbox.sent.slice(-2)).toEqual(['a says Two cups.', 'a answered']);
  });

  it('is answered under the same id after it failed', async () => {
    await take(typed('a')).fail('empty');
    const again = take(typed('a'));
    again.said = 'Two cups.';
    await again.finish();
    expect(outbox.sent.slice(2)).toEqual(['a received', 'a says Two cups.', 'a answered']);
  });

  it('fails with rate_limited above the rate limit', () => {
    for (let i = 0; i < 11; i++) take(typed(`t${i}`));
    expect(source.asked).toHaveLength(10);
    expect(outbox.sent).toContain('t10 rate_limited');
  });

  it('that the model heard by itself is received at once, and supersedes the current turn', async () => {
    take(typed('a'));
    turns.adopt(UNASKED);
    const answer = source.answers.at(-1);
    if (answer) answer.said = 'Two eggs.';
    await answer?.finish();
    expect(outbox.sent.map((line) => line.replace(/^\S{36}/, 'heard'))).toEqual([
      'a received',
      'heard received',
      'a superseded',
      'heard says Two eggs.',
      'heard answered',
    ]);
  });

  it('fails with agent_leaving when the agent leaves during or before it', async () => {
    take(typed('a'));
    turns.close();
    turns.take(typed('b'));
    await settled();
    expect(outbox.sent).toEqual(['a received', 'a agent_leaving', 'b received', 'b agent_leaving']);
  });

  it('is finished, and no other begun, when the agent is about to leave', async () => {
    const answer = take(typed('a'));
    const finished = turns.finish();
    turns.take(typed('b'));
    answer.said = 'Two cups.';
    await answer.finish();
    await finished;
    expect(outbox.sent).toEqual([
      'a received',
      'b received',
      'b agent_leaving',
      'a says Two cups.',
      'a answered',
    ]);
  });

  it('fails with internal when the reply source throws', async () => {
    source.answer = () => Promise.reject(new Error('bug'));
    turns.take(typed('a'));
    await settled();
    expect(outbox.sent).toEqual(['a received', 'a internal']);
  });
});
