import type { ConversationItem, UserItem } from './state.ts';

type Conversation = readonly ConversationItem[];

/**
 * What was understood of the user's voice. Of a push-to-talk turn the segment carries the turn's id. What the open
 * microphone hears has ids of its own, and may come before the agent names the turn, or (Gemini Live) after it has
 * begun to answer.
 */
export function hear(
  items: Conversation,
  segmentId: string,
  text: string,
  at: number,
): Conversation {
  const index = findSpeaker(items, segmentId);
  const turn = items[index];
  if (turn?.author === 'user') return items.with(index, withSegment(turn, segmentId, text));
  const heard: UserItem = {
    author: 'user',
    id: segmentId,
    kind: 'voice',
    text: '',
    pictures: [],
    delivery: { state: 'hearing' },
    at,
    segments: {},
  };
  return [...items, withSegment(heard, segmentId, text)];
}

function findSpeaker(items: Conversation, segmentId: string): number {
  const known = items.findLastIndex(
    (item) => item.author === 'user' && (item.id === segmentId || segmentId in item.segments),
  );
  if (known >= 0) return known;
  return items.findLastIndex(
    (item) =>
      item.author === 'user' &&
      item.kind === 'voice' &&
      (item.delivery.state === 'hearing' || isNamedAndUnheard(item)),
  );
}

function isNamedAndUnheard({ text, delivery }: UserItem): boolean {
  return text === '' && delivery.state !== 'recording' && delivery.state !== 'failed';
}

function withSegment(turn: UserItem, segmentId: string, text: string): UserItem {
  const segments = { ...turn.segments, [segmentId]: text };
  return { ...turn, segments, text: Object.values(segments).join(' ').trim() };
}
