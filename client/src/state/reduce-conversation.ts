import type { ConversationEvent } from './events.ts';
import {
  closeSegment,
  growSegment,
  interruptAnswer,
  openSegment,
  takeReply,
} from './reduce-agent-transcript.ts';
import type { ConversationItem, Delivery, UserItem } from './state.ts';
import { hear } from './reduce-user-transcript.ts';

export type Conversation = readonly ConversationItem[];

type EventOf<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { type: Type }>;

export function reduceConversation(items: Conversation, event: ConversationEvent): Conversation {
  switch (event.type) {
    case 'turn-began':
      return beginTurn(items, event);
    case 'turn-withdrawn':
      return items.filter((item) => item.author !== 'user' || item.id !== event.turnId);
    case 'delivery':
      return deliver(items, event.turnId, event.delivery);
    case 'progress':
      return progress(items, event);
    case 'reply':
      return takeReply(items, event);
    case 'segment-opened':
      return openSegment(items, event.segmentId, event.at);
    case 'segment-grew':
      return growSegment(items, event.segmentId, event.delta);
    case 'segment-closed':
      return closeSegment(items, event.segmentId);
    case 'heard':
      return hear(items, event.segmentId, event.text, event.at);
  }
}

function beginTurn(items: Conversation, event: EventOf<'turn-began'>): Conversation {
  if (items.some(isTurn(event.turnId))) return items;
  const { turnId, kind, text, pictures, delivery, at } = event;
  return [
    ...items,
    { author: 'user', id: turnId, kind, text, pictures, delivery, at, segments: {} },
  ];
}

function deliver(items: Conversation, turnId: string, delivery: Delivery): Conversation {
  const index = items.findIndex(isTurn(turnId));
  const turn = items[index];
  if (turn?.author !== 'user') return items;
  const delivered = items.with(index, { ...turn, delivery });
  return BROKEN_OFF.has(delivery.state) ? interruptAnswer(delivered, turnId) : delivered;
}

/** What was said of an answer so far is all of it: a turn that waits again gets another one. */
const BROKEN_OFF: ReadonlySet<Delivery['state']> = new Set(['superseded', 'failed', 'queued']);

function progress(items: Conversation, event: EventOf<'progress'>): Conversation {
  if (items.some(isTurn(event.turnId))) return deliver(items, event.turnId, event.progress);
  if (event.kind !== 'voice') return items;
  return announceVoiceTurn(items, event);
}

/** A turn of the open microphone: the agent names it, and what was heard before becomes its text. */
function announceVoiceTurn(items: Conversation, event: EventOf<'progress'>): Conversation {
  const index = items.findLastIndex(
    (item) => item.author === 'user' && item.delivery.state === 'hearing',
  );
  const heard = items[index];
  if (heard?.author === 'user') {
    const named: UserItem = { ...heard, id: event.turnId, delivery: event.progress };
    return items.with(index, named);
  }
  const { turnId, kind, progress: delivery, at } = event;
  return [
    ...items,
    { author: 'user', id: turnId, kind, text: '', pictures: [], delivery, at, segments: {} },
  ];
}

function isTurn(turnId: string): (item: ConversationItem) => item is UserItem {
  return (item): item is UserItem => item.author === 'user' && item.id === turnId;
}
