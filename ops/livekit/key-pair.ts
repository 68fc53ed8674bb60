import { RoomServiceClient } from 'livekit-server-sdk';

/** LiveKit rejects this pair. */
class KeyPairError extends Error {
  override name = 'KeyPairError' as const;
  readonly code = 'livekit_pair_rejected';
}

/** Lists rooms with this pair. @throws {KeyPairError} when LiveKit rejects it. */
export async function requireValidKeyPair(
  url: string,
  apiKey: string,
  apiSecret: string,
): Promise<void> {
  try {
    await new RoomServiceClient(url, apiKey, apiSecret).listRooms();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new KeyPairError(`LiveKit rejects the new key pair: ${reason}`, { cause: error });
  }
}
