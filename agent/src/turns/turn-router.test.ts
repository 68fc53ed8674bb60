import type { TurnProgress } from '@bakebot/protocol';
import { initializeLogger, llm } from '@livekit/agents';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Speech, TurnRouter } from './turn-router.ts';
import type { UserTurn } from './user-turn.ts';

initializeLogger({ pretty: false, level: 'silent' });

class FakeSpeech implements Speech {
  interrupted = false;
  chatItems: llm.ChatItem[] = [];
  readonly id: string;
  #done: (() => void)[] = [];
  #error: unknown;

  constructor(id: string) {
    this.id = id;
  }

  exception(): unknown {
    return this.#error;
  }

  interrupt(): void {
    this.interrupted = true;
    this.#finish();
  }

  addDoneCallback(callback: () => void): void {
    this.#done.push(callback);
  }

  say(text: string): void {
    this.chatItems.push(llm.ChatMessage.create({ role: 'assistant', content: text }));
  }

  finish(): void {
    this.#finish();
  }

  #finish(): void {
    for (const callback of this.#done.splice(0)) callback();
  }
}

class FakeAnswerer {
  readonly speeches: FakeSpeech[] = [];
  readonly asked: llm.ChatMessage[] = [];

  interrupt(): void {
    this.speeches.at(-1)?.interrupt();
  }

  generateReply({ userInput }: { userInput: llm.ChatMessage }): FakeSpeech {
    this.asked.push(userInput);
    const speech = new FakeSpeech(`speech-${this.speeches.length}`);
    this.speeches.push(speech);
    return speech;
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

function typed(id: string, text = 'How much flour?'): UserTurn {
  return { id, kind: 'text', text, pictures: [] };
}

let answerer: FakeAnswerer;
let outbox: FakeOutbox;
let turns: TurnRouter;

beforeEach(() => {
  answerer = new FakeAnswerer();
  outbox = new FakeOutbox();
  turns = new TurnRouter(answerer, outbox, 1000);
  turns.open();
});

function take(turn: UserTurn): FakeSpeech | undefined {
  if (turns.receive(turn)) turns.answer(turn);
  return answerer.speeches.at(-1);
}

describe('a turn', () => {
  it('is received, being answered, and answered with what was said', () => {
    const speech = take(typed('a'));
    turns.begun('speech-0');
    speech?.say('Two cups.');
    speech?.finish();
    expect(outbox.sent).toEqual(['a received', 'a answering', 'a says Two cups.', 'a answered']);
  });

  it('puts what was said before and after a tool call into one reply', () => {
    const speech = take(typed('a'));
    speech?.say('One moment.');
    speech?.say('Two cups.');
    speech?.finish();
    expect(outbox.sent).toContain('a says One moment. Two cups.');
  });

  it('is superseded by the next one, with what was said until then', () => {
    const first = take(typed('a'));
    first?.say('First you');
    take(typed('b'));
    expect(outbox.sent).toEqual(['a received', 'b received', 'a says First you', 'a superseded']);
  });

  it('fails when the model says nothing', () => {
    take(typed('a'))?.finish();
    expect(outbox.sent).toEqual(['a received', 'a model_unavailable']);
  });

  it('fails when no answer begins in time, once, and is interrupted', () => {
    vi.useFakeTimers();
    const speech = take(typed('a'));
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    expect(speech?.interrupted).toBe(true);
    expect(outbox.sent).toEqual(['a received', 'a turn_timeout']);
  });

  it('may take its time once its answer has begun', () => {
    vi.useFakeTimers();
    take(typed('a'));
    turns.begun('speech-0');
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    expect(outbox.sent).toEqual(['a received', 'a answering']);
  });

  it('is answered once when it is sent twice, and the sender is told again what was said', () => {
    take(typed('a'))?.say('Two cups.');
    answerer.speeches[0]?.finish();
    take(typed('a'));
    expect(answerer.asked).toHaveLength(1);
    expect(outbox.sent.slice(-2)).toEqual(['a says Two cups.', 'a answered']);
  });

  it('may be tried again under its id after it failed', () => {
    take(typed('a'))?.finish();
    take(typed('a'))?.say('Two cups.');
    answerer.speeches[1]?.finish();
    expect(outbox.sent.slice(2)).toEqual(['a received', 'a says Two cups.', 'a answered']);
  });

  it('fails when turns come faster than anybody cooks', () => {
    for (let i = 0; i < 11; i++) take(typed(`t${i}`));
    expect(answerer.asked).toHaveLength(10);
    expect(outbox.sent.at(-1)).toBe('t10 rate_limited');
  });

  it('waits for the answerer when it comes before it is ready', () => {
    turns = new TurnRouter(answerer, outbox, 1000);
    take(typed('a'));
    expect(answerer.asked).toEqual([]);
    turns.open();
    expect(answerer.asked).toHaveLength(1);
  });

  it('fails with agent_leaving when the session has closed', () => {
    turns = new TurnRouter(
      {
        interrupt: () => {},
        generateReply: () => {
          throw new Error('AgentSession is not running');
        },
      },
      outbox,
    );
    turns.open();
    take(typed('a'));
    expect(outbox.sent).toEqual(['a received', 'a agent_leaving']);
  });

  it('fails with agent_leaving when the agent leaves in the middle of it', () => {
    const speech = take(typed('a'));
    turns.close();
    speech?.interrupt();
    expect(outbox.sent).toEqual(['a received', 'a agent_leaving']);
  });

  it('is not lost when what is being said may not be interrupted', () => {
    answerer.interrupt = () => {
      throw new Error('This generation handle does not allow interruptions');
    };
    take(typed('a'));
    expect(answerer.asked).toHaveLength(1);
  });

  it('shows its pictures to the model before its words', () => {
    const picture = { jpeg: Buffer.from('jpeg'), width: 1, height: 1 };
    take({ id: 'a', kind: 'image', text: 'Is it done?', pictures: [picture] });
    expect(answerer.asked[0]?.content).toMatchObject([
      { type: 'image_content', image: 'data:image/jpeg;base64,anBlZw==' },
      'Is it done?',
    ]);
  });
});
