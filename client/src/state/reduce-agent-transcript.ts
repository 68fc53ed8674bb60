import type { AgentItem, ConversationItem } from './state.ts';

/**
 * What the agent says comes twice: streamed while it is said, as segments of LiveKit's transcript that know nothing of
 * turns, and at the end as a whole, with the turn that it answers. Both become one item here.
 */
type Conversation = readonly ConversationItem[];

/** A segment belongs to the turn that is being answered, or is a message of its own. */
export function openSegment(items: Conversation, segmentId: string, at: number): Conversation {
  if (items.some(hasSegment(segmentId))) return items;
  const turn = items.findLast(
    (item) => item.author === 'user' && item.delivery.state === 'answering',
  );
  const index = turn ? items.findIndex(answers(turn.id)) : -1;
  const begun = items[index];
  if (begun?.author === 'agent') return items.with(index, continueAnswer(begun, segmentId));
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
  // The turn was tried again after it had failed half way: its answer begins anew.
  if (item.state === 'interrupted') return { ...item, segments, text: '', state: 'streaming' };
  if (item.state === 'complete') return { ...item, segments };
  return { ...item, segments, text: `${item.text.trimEnd()} ` };
}

export function growSegment(items: Conversation, segmentId: string, delta: string): Conversation {
  return changeSegment(items, segmentId, (item) => ({ ...item, text: item.text + delta }));
}

/** What was said of an answer so far stays, marked as broken off. */
export function interruptAnswer(items: Conversation, turnId: string): Conversation {
  const index = items.findIndex(answers(turnId));
  const item = items[index];
  return item?.author === 'agent' ? items.with(index, { ...item, state: 'interrupted' }) : items;
}

/** An answer stays open until its turn is settled: another segment may follow, after a tool's result. */
export function closeSegment(items: Conversation, segmentId: string): Conversation {
  const empty = items.find((item) => hasSegment(segmentId)(item) && item.text === '');
  if (empty) return items.filter((item) => item !== empty);
  return changeSegment(items, segmentId, (item) =>
    item.replyTo === undefined ? { ...item, state: 'complete' } : item,
  );
}

/** The whole text counts, whatever was streamed; it may also be all that comes. */
export function takeReply(
  items: Conversation,
  reply: { id: string; replyTo: string | undefined; text: string; at: number },
): Conversation {
  const { id, replyTo, text, at } = reply;
  if (items.some((item) => item.author === 'agent' && item.id === id)) return items;
  const index = replyTo === undefined ? -1 : items.findIndex(answers(replyTo));
  const streamed = items[index];
  if (streamed?.author === 'agent')
    return items.with(index, { ...streamed, text, state: 'complete' });
  return [...items, { author: 'agent', id, replyTo, text, state: 'complete', at, segments: [] }];
}

/** A transcript that comes after its answer was complete is old news. */
function changeSegment(
  items: Conversation,
  segmentId: string,
  change: (item: AgentItem) => AgentItem,
): Conversation {
  const index = items.findIndex(hasSegment(segmentId));
  const item = items[index];
  if (item?.author !== 'agent' || item.state !== 'streaming') return items;
  return items.with(index, change(item));
}

function hasSegment(segmentId: string): (item: ConversationItem) => boolean {
  return (item) => item.author === 'agent' && item.segments.includes(segmentId);
}

function answers(turnId: string): (item: ConversationItem) => boolean {
  return (item) => item.author === 'agent' && item.replyTo === turnId;
}
