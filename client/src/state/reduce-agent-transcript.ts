import type { AgentItem, ConversationItem } from './state.ts';

/**
 * The agent's words arrive twice: streamed while they are spoken, as segments of LiveKit's transcription that carry no
 * turn id, and at the end as one message with the id of the turn that it answers. Both become one item.
 */
type Conversation = readonly ConversationItem[];

/** A segment belongs to the turn that is being answered; without one, it is an item of its own. */
export function startSegment(items: Conversation, segmentId: string, at: number): Conversation {
  if (items.some(hasSegment(segmentId))) return items;
  const turn = items.findLast(
    (item) => item.author === 'user' && item.delivery.state === 'answering',
  );
  const index = turn ? items.findIndex(isAnswerTo(turn.id)) : -1;
  const answer = items[index];
  if (answer?.author === 'agent') return items.with(index, continueAnswer(answer, segmentId));
  return [
    ...items,
    {
      author: 'agent',
      id: segmentId,
      replyTo: turn?.id,
      text: '',
      state: 'streaming',
      at,
      segments: [segmentId],
    },
  ];
}

function continueAnswer(item: AgentItem, segmentId: string): AgentItem {
  const segments = [...item.segments, segmentId];
  // The turn failed half way and was retried: its answer starts over.
  if (item.state === 'interrupted') return { ...item, segments, text: '', state: 'streaming' };
  if (item.state === 'complete') return { ...item, segments };
  return { ...item, segments, text: `${item.text.trimEnd()} ` };
}

export function appendToSegment(
  items: Conversation,
  segmentId: string,
  delta: string,
): Conversation {
  return updateStreaming(items, segmentId, (item) => ({ ...item, text: item.text + delta }));
}

/** Keeps the text so far. */
export function interruptAnswer(items: Conversation, turnId: string): Conversation {
  const index = items.findIndex(isAnswerTo(turnId));
  const item = items[index];
  return item?.author === 'agent' ? items.with(index, { ...item, state: 'interrupted' }) : items;
}

/** An answer keeps streaming until its turn is settled: another segment may follow a tool's result. */
export function endSegment(items: Conversation, segmentId: string): Conversation {
  const empty = items.find((item) => hasSegment(segmentId)(item) && item.text === '');
  if (empty) return items.filter((item) => item !== empty);
  return updateStreaming(items, segmentId, (item) =>
    item.replyTo === undefined ? { ...item, state: 'complete' } : item,
  );
}

/** Replaces the streamed text. A text-only reply has no segments. */
export function applyReply(
  items: Conversation,
  reply: { id: string; replyTo: string | undefined; text: string; at: number },
): Conversation {
  const { id, replyTo, text, at } = reply;
  if (items.some((item) => item.author === 'agent' && item.id === id)) return items;
  const index = replyTo === undefined ? -1 : items.findIndex(isAnswerTo(replyTo));
  const streamed = items[index];
  if (streamed?.author === 'agent')
    return items.with(index, { ...streamed, text, state: 'complete' });
  return [...items, { author: 'agent', id, replyTo, text, state: 'complete', at, segments: [] }];
}

/** Ignores a transcript that arrives after its answer is complete. */
function updateStreaming(
  items: Conversation,
  segmentId: string,
  update: (item: AgentItem) => AgentItem,
): Conversation {
  const index = items.findIndex(hasSegment(segmentId));
  const item = items[index];
  if (item?.author !== 'agent' || item.state !== 'streaming') return items;
  return items.with(index, update(item));
}

function hasSegment(segmentId: string): (item: ConversationItem) => boolean {
  return (item) => item.author === 'agent' && item.segments.includes(segmentId);
}

function isAnswerTo(turnId: string): (item: ConversationItem) => boolean {
  return (item) => item.author === 'agent' && item.replyTo === turnId;
}
