import type { TurnState } from './turn.ts';

/**
 * What happens to a turn, on either side. `queue` to `deliver` happen on the app's side before the agent has it, the others on
 * the agent's, which reports them to the app.
 */
export type TurnEvent =
  /** The app waits for the connection or the agent; also when it sends a turn again. */
  | 'queue'
  | 'send'
  | 'deliver'
  /** The agent has the turn's first part. */
  | 'receive'
  /** The first word of the answer. */
  | 'begin'
  /** The answer is complete. */
  | 'answer'
  /** A newer turn came first. */
  | 'supersede'
  | 'fail';

/** A turn's state on the app's side, which has some more than the agent's reports. */
export type DeliveryState = 'queued' | 'sending' | 'sent' | TurnState;

type Transitions = Readonly<Partial<Record<TurnEvent, DeliveryState>>>;

/** Every turn ends in one of these, whatever happens to it: see `advance`. */
const ENDS = { answer: 'answered', supersede: 'superseded', fail: 'failed' } as const;

/**
 * The whole life of a turn, drawn in `docs/protocol.md`. An event that a state does not list changes nothing: reports arrive
 * late, or twice. An ended turn stays ended, except a failed one: it is opened again when it is sent again, and an answer of
 * the agent outlives the app's own time-out.
 */
export const TURN_TRANSITIONS: Readonly<Record<DeliveryState | 'new', Transitions>> = {
  new: { queue: 'queued', receive: 'received', fail: 'failed' },
  queued: { send: 'sending', receive: 'received', begin: 'answering', ...ENDS },
  sending: { queue: 'queued', deliver: 'sent', begin: 'answering', ...ENDS },
  sent: { queue: 'queued', receive: 'received', begin: 'answering', ...ENDS },
  received: { queue: 'queued', begin: 'answering', ...ENDS },
  answering: { queue: 'queued', ...ENDS },
  answered: {},
  superseded: {},
  failed: { queue: 'queued', receive: 'received', begin: 'answering', answer: 'answered' },
};

/** @returns the state after an event; the same state when the event changes nothing */
export function advance(state: DeliveryState | 'new', event: TurnEvent): DeliveryState | 'new' {
  return TURN_TRANSITIONS[state][event] ?? state;
}

/** The event that the agent's report of a state stands for. */
export function reported(state: TurnState): TurnEvent {
  return REPORTED[state];
}

const REPORTED: Readonly<Record<TurnState, TurnEvent>> = {
  received: 'receive',
  answering: 'begin',
  answered: 'answer',
  superseded: 'supersede',
  failed: 'fail',
};

/** Whether a turn in this state needs nothing more, unless it is sent again. */
export function hasEnded(state: DeliveryState | 'new'): boolean {
  return state === 'answered' || state === 'superseded' || state === 'failed';
}
