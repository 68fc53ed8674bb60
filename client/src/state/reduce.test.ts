import { describe, expect, it } from 'vitest';
import type { ServiceEvent } from './events.ts';
import { reduce } from './reduce.ts';
import { type ConversationItem, initialState } from './state.ts';

const at = 1000;

function turn(turnId: string, more: Partial<Extract<ServiceEvent, { type: 'turn-started' }>> = {}) {
  return {
    type: 'turn-started',
    turnId,
    kind: 'text',
    text: `text of ${turnId}`,
    pictures: [],
    delivery: { state: 'sent' },
    at,
    ...more,
  } as const satisfies ServiceEvent;
}

function spoken(turnId: string) {
  return turn(turnId, { kind: 'voice', text: '', delivery: { state: 'recording' } });
}

function progress(turnId: string, state: 'received' | 'answering' | 'answered' | 'superseded') {
  return { type: 'progress', turnId, kind: 'text', progress: { state }, at } as const;
}

function voiceProgress(turnId: string) {
  return { ...progress(turnId, 'received'), kind: 'voice' } as const;
}

const failed = {
  type: 'progress',
  turnId: 't1',
  kind: 'text',
  progress: { state: 'failed', code: 'turn_timeout', detail: '', retryable: true },
  at,
} as const;

const opened = (segmentId: string) => ({ type: 'segment-started', segmentId, at }) as const;
const grew = (segmentId: string, delta: string) =>
  ({ type: 'segment-delta', segmentId, delta }) as const;
const closed = (segmentId: string) => ({ type: 'segment-ended', segmentId }) as const;
const heard = (segmentId: string, text: string) =>
  ({ type: 'user-transcript', segmentId, text, at }) as const;
const reply = (text: string, replyTo?: string) =>
  ({ type: 'reply', id: `reply: ${text}`, replyTo, text, at }) as const;

/** One line an item: who, of which turn, what, and where it stands. */
function line(item: ConversationItem): string {
  return item.author === 'user'
    ? `user ${item.id} "${item.text}" ${item.delivery.state}`
    : `agent →${item.replyTo ?? ''} "${item.text}" ${item.state}`;
}

function conversationAfter(events: readonly ServiceEvent[]): string[] {
  return events.reduce(reduce, initialState).conversation.map(line);
}

const table: readonly (readonly [string, readonly ServiceEvent[], readonly string[]])[] = [
  [
    'follows a typed turn to its answer',
    [
      turn('t1'),
      progress('t1', 'received'),
      progress('t1', 'answering'),
      opened('s1'),
      grew('s1', 'Hel'),
      grew('s1', 'lo'),
      closed('s1'),
      reply('Hello', 't1'),
      progress('t1', 'answered'),
    ],
    ['user t1 "text of t1" answered', 'agent →t1 "Hello" complete'],
  ],
  [
    'shows an answer while it streams',
    [turn('t1'), progress('t1', 'answering'), opened('s1'), grew('s1', 'Hel')],
    ['user t1 "text of t1" answering', 'agent →t1 "Hel" streaming'],
  ],
  [
    'takes the whole text over what was streamed, and drops what is streamed later',
    [
      turn('t1'),
      progress('t1', 'answering'),
      opened('s1'),
      grew('s1', 'Half a'),
      reply('Half a cup', 't1'),
      grew('s1', ' spoon'),
      opened('s2'),
      grew('s2', 'late'),
    ],
    ['user t1 "text of t1" answering', 'agent →t1 "Half a cup" complete'],
  ],
  [
    'shows an answer that was not streamed',
    [turn('t1'), progress('t1', 'answering'), reply('Yes', 't1'), progress('t1', 'answered')],
    ['user t1 "text of t1" answered', 'agent →t1 "Yes" complete'],
  ],
  [
    'joins the segments of one answer',
    [
      turn('t1'),
      progress('t1', 'answering'),
      opened('s1'),
      grew('s1', 'Let me see.'),
      closed('s1'),
      opened('s2'),
      grew('s2', 'Done.'),
    ],
    ['user t1 "text of t1" answering', 'agent →t1 "Let me see. Done." streaming'],
  ],
  [
    'shows a greeting as a message of its own',
    [opened('s1'), grew('s1', 'Welcome'), closed('s1')],
    ['agent → "Welcome" complete'],
  ],
  ['forgets a segment in which nothing was said', [opened('s1'), closed('s1')], []],
  [
    'gives a timer that rings between two turns no turn',
    [
      turn('t1'),
      progress('t1', 'answering'),
      reply('Set', 't1'),
      progress('t1', 'answered'),
      opened('s9'),
      grew('s9', 'Ding'),
      closed('s9'),
    ],
    ['user t1 "text of t1" answered', 'agent →t1 "Set" complete', 'agent → "Ding" complete'],
  ],
  [
    'marks an answer as broken off when another turn overtakes it',
    [
      turn('t1'),
      progress('t1', 'answering'),
      opened('s1'),
      grew('s1', 'First you'),
      reply('First you', 't1'),
      progress('t1', 'superseded'),
    ],
    ['user t1 "text of t1" superseded', 'agent →t1 "First you" interrupted'],
  ],
  [
    'begins the answer anew when a turn is tried again',
    [
      turn('t1'),
      progress('t1', 'answering'),
      opened('s1'),
      grew('s1', 'Fir'),
      failed,
      { type: 'delivery', turnId: 't1', delivery: { state: 'sent' } },
      progress('t1', 'answering'),
      opened('s2'),
      grew('s2', 'First'),
    ],
    ['user t1 "text of t1" answering', 'agent →t1 "First" streaming'],
  ],
  [
    'begins the answer anew when another agent is asked',
    [
      turn('t1'),
      progress('t1', 'answering'),
      opened('s1'),
      grew('s1', 'Fir'),
      closed('s1'),
      { type: 'delivery', turnId: 't1', delivery: { state: 'queued' } },
    ],
    ['user t1 "text of t1" queued', 'agent →t1 "Fir" interrupted'],
  ],
  ['keeps the failure of a turn', [turn('t1'), failed], ['user t1 "text of t1" failed']],
  ['takes a turn once', [turn('t1'), turn('t1')], ['user t1 "text of t1" sent']],
  ['takes a reply once', [reply('Yes'), reply('Yes')], ['agent → "Yes" complete']],
  ['ignores reports on typed turns that it does not know', [progress('t7', 'received')], []],
  [
    'fills a push-to-talk turn with what was understood',
    [spoken('t1'), heard('t1', 'How'), heard('t1', 'How much')],
    ['user t1 "How much" recording'],
  ],
  [
    'withdraws a recording that was cancelled',
    [spoken('t1'), { type: 'turn-cancelled', turnId: 't1' }],
    [],
  ],
  [
    'gives what the open microphone heard the name that the agent gives it',
    [heard('u1', 'How'), heard('u1', 'How much'), voiceProgress('v1')],
    ['user v1 "How much" received'],
  ],
  [
    'joins what the open microphone heard in several pieces',
    [heard('u1', 'How much'), heard('u2', 'flour'), voiceProgress('v1'), heard('u2', 'flour?')],
    ['user v1 "How much flour?" received'],
  ],
  [
    'fills in a transcript that comes after its turn was named',
    [voiceProgress('v1'), heard('u1', 'How much')],
    ['user v1 "How much" received'],
  ],
  [
    'does not take a push-to-talk recording for what the open microphone heard',
    [spoken('t1'), voiceProgress('v1')],
    ['user t1 "" recording', 'user v1 "" received'],
  ],
];

describe('the conversation', () => {
  it.each(table)('%s', (_name, events, lines) => {
    expect(conversationAfter(events)).toEqual(lines);
  });
});

describe('the state', () => {
  it('keeps the parts that an event does not concern', () => {
    const state = reduce(initialState, turn('t1'));
    expect(state.timers).toBe(initialState.timers);
    expect(state.connection).toBe(initialState.connection);
  });

  it('stays the same object when nothing changed', () => {
    expect(reduce(initialState, { type: 'agent', agent: 'absent' })).toBe(initialState);
    expect(reduce(initialState, grew('unknown', 'x'))).toBe(initialState);
    expect(reduce(initialState, progress('unknown', 'received'))).toBe(initialState);
  });

  it('never changes an earlier state', () => {
    const before = reduce(initialState, turn('t1'));
    const copy = structuredClone(before);
    reduce(before, progress('t1', 'answering'));
    expect(before).toEqual(copy);
  });

  it('changes only what is new about the microphone and the sound', () => {
    const events: ServiceEvent[] = [
      { type: 'microphone', microphone: { mode: 'open' } },
      { type: 'microphone', microphone: { permission: 'granted' } },
      { type: 'sound', sound: { blocked: true } },
    ];
    const state = events.reduce(reduce, initialState);
    expect(state.microphone).toMatchObject({ mode: 'open', permission: 'granted' });
    expect(state.sound).toEqual({ spokenReplies: true, blocked: true });
  });
});
