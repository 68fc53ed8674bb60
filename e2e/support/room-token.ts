import { createHmac, randomUUID } from 'node:crypto';
import { KEYS } from './livekit-server.ts';

/** Signs a room token for `LiveKitServer`. */
export function signRoomToken(claims: object): string {
  const now = Math.floor(Date.now() / 1000);
  const encoded = [
    { alg: 'HS256', typ: 'JWT' },
    { iss: KEYS.apiKey, nbf: now - 600, exp: now + 600, ...claims },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signed = encoded.join('.');
  return `${signed}.${createHmac('sha256', KEYS.apiSecret).update(signed).digest('base64url')}`;
}

/** For a new room without agent dispatch. */
export function emptyRoomToken(): string {
  const id = randomUUID();
  const video = { room: `empty-${id}`, roomJoin: true, canPublish: true, canSubscribe: true };
  return signRoomToken({ sub: `guest-${id}`, video });
}
