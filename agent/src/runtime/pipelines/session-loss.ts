import { voice } from '@livekit/agents';
import { isFinalErrorOf } from './error-event.ts';
import { vendorErrorOf } from '../models/vendor-rejection.ts';

/** How a session was lost: `rejected` when the vendor rejects requests for good. */
export type Loss = 'lost' | 'rejected';

/** A session was lost while it started. */
export class SessionLostError extends Error {
  override readonly name = 'SessionLostError';
  readonly code = 'session_lost';
  readonly loss: Loss;

  constructor(loss: Loss) {
    super('the session was lost while it started');
    this.loss = loss;
  }
}

/** Calls back when the framework closes a session because of an error, or is about to. */
export function watchForLoss(
  session: voice.AgentSession,
  lost: (reason: string, isRejected: boolean) => void,
): void {
  session.on(voice.AgentSessionEventTypes.Close, ({ reason, error }) => {
    if (reason === 'error') lost('session_closed', vendorErrorOf(error).isPermanent);
  });
  session.on(voice.AgentSessionEventTypes.Error, ({ error }) => {
    // This event comes just before the framework closes a session whose STT failed.
    if (isFinalErrorOf('stt', error)) lost('stt_failed', vendorErrorOf(error).isPermanent);
  });
}
