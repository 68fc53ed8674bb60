import type { Caller } from './app-actions.ts';
import { withTimeout } from '../async/with-timeout.ts';

/** An RPC method that apps need not register. */
const METHOD = 'bakebot.received';

/** Time for the app to respond, in ms. Busy phones take up to a second. */
const RESPONSE_TIMEOUT_MS = 5000;

/**
 * Resolves when a participant has received all packets sent so far, or is no longer connected. LiveKit does not report the
 * delivery of packets, and drops those in flight when the sender leaves. But packets arrive in order, and every client
 * responds to an RPC call, if only with "unsupported method".
 */
export async function untilReceived(sender: Caller, identity: string): Promise<void> {
  const response = sender.performRpc({
    destinationIdentity: identity,
    method: METHOD,
    payload: '',
    responseTimeout: RESPONSE_TIMEOUT_MS,
  });
  // An error is a response, too.
  await withTimeout(
    RESPONSE_TIMEOUT_MS,
    response.catch(() => {}),
  );
}
