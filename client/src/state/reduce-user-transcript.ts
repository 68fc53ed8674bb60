import type { ConversationItem, UserItem } from './state.ts';

type Conversation = readonly ConversationItem[];

/**
 * Adds a transcript of the user's speech. The segment of a push-to-talk turn has the turn's id. Segments of the open
 * microphone have ids of their own, and arrive before the agent announces the turn or (Gemini Live) after it has started
 * to answer.
 */
export function applyUserTranscript(
  items: Conversation,
  segmentId: string,
  text: string,
  at: number,
): Conversation {
  const index = findTurnIndex(items, segmentId);
  const turn = items[index];
  if (turn?.author === 'user') return items.with(index, withSegment(turn, segmentId, text));
  const unannounced: UserItem = {
    author: 'user',
    id: segmentId,
    kind: 'voice',
    text: '',
    pictures: [],
    delivery: { state: 'transcribing' },
    at,
    segments: {},
  };
  return [...items, withSegment(unannounced, segmentId, text)];
}

function findTurnIndex(items: Conversation, segmentId: string): number {
  const known = items.findLastIndex(
    (item) => item.author === 'user' && (item.id === segmentId || segmentId in item.segments),
  );
  if (known >= 0) return known;
  return items.findLastIndex(
    (item) =>
      item.author === 'user' &&
      item.kind === 'voice' &&
      (item.delivery.state === 'transcribing' || isAnnouncedWithoutTranscript(item)),
  );
}

function isAnnouncedWithoutTranscript({ text, delivery }: UserItem): boolean {
  return text === '' && delivery.state !== 'recording' && delivery.state !== 'failed';
}

function withSegment(turn: UserItem, segmentId: string, text: string): UserItem {
  const segments = { ...turn.segments, [segmentId]: text };
  return { ...turn, segments, text: Object.values(segments).join(' ').trim() };
}
