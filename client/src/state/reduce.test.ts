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

function recording(turnId: string) {
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

const started = (segmentId: string) => ({ type: 'segment-started', segmentId, at }) as const;
const delta = (segmentId: string, text: string) =>
  ({ type: 'segment-delta', segmentId, delta: text }) as const;
const ended = (segmentId: string) => ({ type: 'segment-ended', segmentId }) as const;
const transcript = (segmentId: string, text: string) =>
  ({ type: 'user-transcript', segmentId, text, at }) as const;
const reply = (text: string, replyTo?: string) =>
  ({ type: 'reply', id: `reply: ${text}`, replyTo, text, at }) as const;

/** An item as one line: author, turn, text and state. */
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
      started('s1'),
      delta('s1', 'Hel'),
      delta('s1', 'lo'),
      ended('s1'),
      reply('Hello', 't1'),
      progress('t1', 'answered'),
    ],
    ['user t1 "text of t1" answered', 'agent →t1 "Hello" complete'],
  ],
  [
    'shows an answer while it streams',
    [turn('t1'), progress('t1', 'answering'), started('s1'), delta('s1', 'Hel')],
    ['user t1 "text of t1" answering', 'agent →t1 "Hel" streaming'],
  ],
  [
    'replaces the streamed text with the final text, and drops later deltas',
    [
      turn('t1'),
      progress('t1', 'answering'),
      started('s1'),
      delta('s1', 'Half a'),
      reply('Half a cup', 't1'),
      delta('s1', ' spoon'),
      started('s2'),
      delta('s2', 'late'),
    ],
    ['user t1 "text of t1" answering', 'agent →t1 "Half a cup" complete'],
  ],
  [
    'shows a text-only answer',
    [turn('t1'), progress('t1', 'answering'), reply('Yes', 't1'), progress('t1', 'answered')],
    ['user t1 "text of t1" answered', 'agent →t1 "Yes" complete'],
  ],
  [
    'joins the segments of one answer',
    [
      turn('t1'),
      progress('t1', 'answering'),
      started('s1'),
      delta('s1', 'Let me see.'),
      ended('s1'),
      started('s2'),
      delta('s2', 'Done.'),
    ],
    ['user t1 "text of t1" answering', 'agent →t1 "Let me see. Done." streaming'],
  ],
  [
    'shows a greeting as an item without a turn',
    [started('s1'), delta('s1', 'Welcome'), ended('s1')],
    ['agent → "Welcome" complete'],
  ],
  ['drops an empty segment', [started('s1'), ended('s1')], []],
  [
    'assigns no turn to a message between two turns',
    [
      turn('t1'),
      progress('t1', 'answering'),
      reply('Set', 't1'),
      progress('t1', 'answered'),
      started('s9'),
      delta('s9', 'Ding'),
      ended('s9'),
    ],
    ['user t1 "text of t1" answered', 'agent →t1 "Set" complete', 'agent → "Ding" complete'],
  ],
  [
    'interrupts an answer when its turn is superseded',
    [
      turn('t1'),
      progress('t1', 'answering'),
      started('s1'),
      delta('s1', 'First you'),
      reply('First you', 't1'),
      progress('t1', 'superseded'),
    ],
    ['user t1 "text of t1" superseded', 'agent →t1 "First you" interrupted'],
  ],
  [
    'starts the answer over when its turn is retried',
    [
      turn('t1'),
      progress('t1', 'answering'),
      started('s1'),
      delta('s1', 'Fir'),
      failed,
      { type: 'delivery', turnId: 't1', delivery: { state: 'sent' } },
      progress('t1', 'answering'),
      started('s2'),
      delta('s2', 'First'),
    ],
    ['user t1 "text of t1" answering', 'agent →t1 "First" streaming'],
  ],
  [
    'interrupts the answer when its turn is queued for a new agent',
    [
      turn('t1'),
      progress('t1', 'answering'),
      started('s1'),
      delta('s1', 'Fir'),
      ended('s1'),
      { type: 'delivery', turnId: 't1', delivery: { state: 'queued' } },
    ],
    ['user t1 "text of t1" queued', 'agent →t1 "Fir" interrupted'],
  ],
  ['keeps the failure of a turn', [turn('t1'), failed], ['user t1 "text of t1" failed']],
  ['ignores a duplicate turn', [turn('t1'), turn('t1')], ['user t1 "text of t1" sent']],
  ['ignores a duplicate reply', [reply('Yes'), reply('Yes')], ['agent → "Yes" complete']],
  ['ignores progress of an unknown text turn', [progress('t7', 'received')], []],
  [
    'adds the transcript to a push-to-talk turn',
    [recording('t1'), transcript('t1', 'How'), transcript('t1', 'How much')],
    ['user t1 "How much" recording'],
  ],
  [
    'removes a cancelled recording',
    [recording('t1'), { type: 'turn-cancelled', turnId: 't1' }],
    [],
  ],
  [
    "assigns the agent's turn id to an open-microphone transcript",
    [transcript('u1', 'How'), transcript('u1', 'How much'), voiceProgress('v1')],
    ['user v1 "How much" received'],
  ],
  [
    'joins the segments of an open-microphone turn',
    [
      transcript('u1', 'How much'),
      transcript('u2', 'flour'),
      voiceProgress('v1'),
      transcript('u2', 'flour?'),
    ],
    ['user v1 "How much flour?" received'],
  ],
  [
    'adds a transcript that arrives after its turn was announced',
    [voiceProgress('v1'), transcript('u1', 'How much')],
    ['user v1 "How much" received'],
  ],
  [
    'keeps a push-to-talk recording apart from an open-microphone turn',
    [recording('t1'), voiceProgress('v1')],
    ['user t1 "" recording', 'user v1 "" received'],
  ],
];

describe('reduce of a conversation', () => {
  it.each(table)('%s', (_name, events, lines) => {
    expect(conversationAfter(events)).toEqual(lines);
  });
});

describe('reduce', () => {
  it('keeps the parts of the state that an event does not concern', () => {
    const state = reduce(initialState, turn('t1'));
    expect(state.timers).toBe(initialState.timers);
    expect(state.connection).toBe(initialState.connection);
  });

  it('returns the same object when nothing changes', () => {
    expect(reduce(initialState, { type: 'agent', agent: 'absent' })).toBe(initialState);
    expect(reduce(initialState, delta('unknown', 'x'))).toBe(initialState);
    expect(reduce(initialState, progress('unknown', 'received'))).toBe(initialState);
  });

  it('does not mutate the previous state', () => {
    const before = reduce(initialState, turn('t1'));
    const copy = structuredClone(before);
    reduce(before, progress('t1', 'answering'));
    expect(before).toEqual(copy);
  });

  it('merges partial updates of microphone and sound', () => {
    const events: ServiceEvent[] = [
      { type: 'microphone', microphone: { mode: 'open' } },
      { type: 'microphone', microphone: { permission: 'granted' } },
      { type: 'sound', sound: { blocked: true } },
    ];
    const state = events.reduce(reduce, initialState);
    expect(state.microphone).toMatchObject({ mode: 'open', permission: 'granted' });
    expect(state.sound).toMatchObject({ spokenReplies: true, blocked: true });
  });
});
