import type { Caller } from './app-actions.ts';
import { withTimeout } from '../async/with-timeout.ts';

/** A question that no app has to know. */
const METHOD = 'bakebot.received';

/** How long an app may take to answer it, in ms: on a busy phone it is hardly a second. */
const PATIENCE_MS = 5000;

/**
 * Resolves when a participant has what was sent to them, or is not there to have it. LiveKit tells of no packet whether it
 * arrived, and drops what is still on its way when the sender leaves. But packets arrive in order, and a call is answered
 * by every client, if only by "unsupported method".
 */
export async function untilReceived(sender: Caller, identity: string): Promise<void> {
  const answer = sender.performRpc({
    destinationIdentity: identity,
    method: METHOD,
    payload: '',
    responseTimeout: PATIENCE_MS,
  });
  // Whatever the answer is, it is one; and without any, there is nothing more to do.
  await withTimeout(
    PATIENCE_MS,
    answer.catch(() => {}),
  );
}
