import { advance, reported, type TurnState } from '@bakebot/protocol';
import type { ConversationEvent } from './events.ts';
import {
  appendToSegment,
  applyReply,
  endSegment,
  interruptAnswer,
  startSegment,
} from './reduce-agent-transcript.ts';
import { applyUserTranscript } from './reduce-user-transcript.ts';
import type { ConversationItem, Delivery, UserItem } from './state.ts';

type Conversation = readonly ConversationItem[];

type EventOf<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { type: Type }>;

export function reduceConversation(items: Conversation, event: ConversationEvent): Conversation {
  switch (event.type) {
    case 'turn-started':
      return startTurn(items, event);
    case 'turn-cancelled':
      return items.filter((item) => item.author !== 'user' || item.id !== event.turnId);
    case 'delivery':
      return setDelivery(items, event.turnId, event.delivery);
    case 'progress':
      return applyProgress(items, event);
    case 'reply':
      return applyReply(items, event);
    case 'segment-started':
      return startSegment(items, event.segmentId, event.at);
    case 'segment-delta':
      return appendToSegment(items, event.segmentId, event.delta);
    case 'segment-ended':
      return endSegment(items, event.segmentId);
    case 'user-transcript':
      return applyUserTranscript(items, event.segmentId, event.text, event.at);
  }
}

function startTurn(items: Conversation, event: EventOf<'turn-started'>): Conversation {
  if (items.some(isTurn(event.turnId))) return items;
  const { turnId, kind, text, pictures, delivery, at } = event;
  return [
    ...items,
    { author: 'user', id: turnId, kind, text, pictures, delivery, at, segments: {} },
  ];
}

function setDelivery(items: Conversation, turnId: string, delivery: Delivery): Conversation {
  const index = items.findIndex(isTurn(turnId));
  const turn = items[index];
  if (turn?.author !== 'user') return items;
  const updated = items.with(index, { ...turn, delivery });
  return INTERRUPTS_ANSWER.has(delivery.state) ? interruptAnswer(updated, turnId) : updated;
}

/** Ends the answer where it is: a turn that is queued again gets a new one. */
const INTERRUPTS_ANSWER: ReadonlySet<Delivery['state']> = new Set([
  'superseded',
  'failed',
  'queued',
]);

function applyProgress(items: Conversation, event: EventOf<'progress'>): Conversation {
  const turn = items.find(isTurn(event.turnId));
  if (turn) {
    return changesState(turn.delivery, event.progress.state)
      ? setDelivery(items, event.turnId, event.progress)
      : items;
  }
  if (event.kind !== 'voice') return items;
  return announceVoiceTurn(items, event);
}

/** A turn of the open microphone: the agent assigns its id, and the transcript so far becomes its text. */
function announceVoiceTurn(items: Conversation, event: EventOf<'progress'>): Conversation {
  const index = items.findLastIndex(
    (item) => item.author === 'user' && item.delivery.state === 'transcribing',
  );
  const transcribed = items[index];
  if (transcribed?.author === 'user') {
    return items.with(index, { ...transcribed, id: event.turnId, delivery: event.progress });
  }
  const { turnId, kind, progress: delivery, at } = event;
  return startTurn(items, {
    type: 'turn-started',
    turnId,
    kind,
    text: '',
    pictures: [],
    delivery,
    at,
  });
}

function isTurn(turnId: string): (item: ConversationItem) => item is UserItem {
  return (item): item is UserItem => item.author === 'user' && item.id === turnId;
}

/** Whether the agent's report is news: reports arrive late, or again after a reconnect. */
function changesState({ state }: Delivery, reportedState: TurnState): boolean {
  if (state === 'recording' || state === 'transcribing') return true;
  return advance(state, reported(reportedState)) !== state;
}
