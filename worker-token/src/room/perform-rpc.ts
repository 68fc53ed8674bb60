import type { RoomServiceClient } from 'livekit-server-sdk';

/** How long a participant may take to respond, in ms. LiveKit gives up after 2000 without an ack. */
const RESPONSE_TIMEOUT_MS = 3000;

/** Time limit of the call to LiveKit, in ms. */
const CALL_TIMEOUT_MS = 5000;

/** Statuses for a participant that did not answer: unsupported method, gone, timed out, failed. */
const UNANSWERED: ReadonlySet<number> = new Set([400, 404, 408, 500, 501, 503]);

export type RpcCall = {
  readonly room: string;
  readonly identity: string;
  readonly method: string;
};

/**
 * Whether a participant answers an RPC call. LiveKit's server offers PerformRpc, but livekit-server-sdk 2.19.2 has no
 * method for it: delete this file when `RoomServiceClient` has one.
 *
 * @throws when LiveKit itself does not respond
 */
export async function isAnswering(
  url: string,
  client: Pick<RoomServiceClient, 'authHeader'>,
  { room, identity, method }: RpcCall,
): Promise<boolean> {
  const endpoint = new URL('/twirp/livekit.RoomService/PerformRpc', url.replace(/^ws/, 'http'));
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      ...(await client.authHeader({ roomAdmin: true, room })),
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      room,
      destinationIdentity: identity,
      method,
      payload: '',
      responseTimeoutMs: RESPONSE_TIMEOUT_MS,
    }),
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  });
  if (!response.ok && !UNANSWERED.has(response.status)) {
    throw new Error(`PerformRpc returned ${response.status}`);
  }
  return response.ok;
}
