import { SignJWT } from 'jose';

/** How long LiveKit may take, in ms. */
const TIMEOUT_MS = 10_000;

/** LiveKit does not take this pair. */
class KeyPairError extends Error {
  override name = 'KeyPairError' as const;
  readonly code = 'livekit_pair_refused';
}

/**
 * Lists LiveKit's rooms with this pair.
 *
 * @throws {KeyPairError}
 */
export async function requireLiveKitAccepts(
  url: string,
  apiKey: string,
  apiSecret: string,
): Promise<void> {
  const token = await new SignJWT({ video: { roomList: true } })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(apiKey)
    .setExpirationTime('1 minute')
    .sign(new TextEncoder().encode(apiSecret));
  const address = new URL('/twirp/livekit.RoomService/ListRooms', url.replace(/^ws/, 'http'));
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new KeyPairError(`LiveKit answers ${response.status} to the new pair.`);
}
