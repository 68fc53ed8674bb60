import type { TokenResponse } from '@bakebot/protocol';
import type { Handler } from 'hono';
import type { Config } from '../config/config.ts';
import { errorFields, log } from '../platform/log.ts';
import { stubFor } from '../platform/subject-stub.ts';
import { chooseRoom } from '../room/choose-room.ts';
import { LIVEKIT_LEEWAY_MS, type LiveKitSigner } from '../room/livekit-token.ts';
import { toIdentity } from '../room/names.ts';
import { grantRoom } from '../room/room-grant.ts';
import type { SubjectRoomsNamespace, TokenRoom } from '../room/subject-rooms.ts';
import type { AppEnv } from './app-env.ts';
import { readJson } from './json-body.ts';
import { addLogFields } from './log-request.ts';
import { problem } from './problem.ts';
import { readTokenRequest } from './token-request.ts';

export type MintOptions = {
  readonly config: Config;
  readonly signer: LiveKitSigner;
  /** Needed for lasting rooms and the session cap. */
  readonly subjectRooms: SubjectRoomsNamespace | undefined;
  readonly now: () => number;
};

/**
 * Handles `POST /token`. Clients can repeat it: a fresh room's token changes nothing, and a lasting room is replaced
 * only when no agent answers in it.
 */
export function mintToken(options: MintOptions): Handler<AppEnv> {
  const { config, signer, subjectRooms, now } = options;
  return async (c) => {
    const json = await readJson(c);
    if (!json.ok) return problem(c, json.code);
    const request = readTokenRequest(json.body, config.room);
    if (!request.ok) return problem(c, request.code, { errors: request.errors });

    const { roomName, ...participant } = request.fields;
    const session = c.get('session');
    const pseudonym = c.get('pseudonym');
    const correlationId = c.get('requestId');
    const { subject } = session;
    const name = roomName ?? (config.room.mode === 'stable' ? '' : undefined);
    const { room, isLasting, found } = await chooseRoom({ subject, pseudonym, name }, subjectRooms);
    addLogFields(c, { room, found });
    const identity = await toIdentity(subject);
    const claims = grantRoom(
      { session, identity, room, isLasting, ...participant, correlationId, now: now() },
      config.room,
    );
    const { maxSessions: cap } = config.room;
    if (subjectRooms && cap) {
      const until = claims.expiresAt + LIVEKIT_LEEWAY_MS;
      await countRoom(subjectRooms, subject, { room, until, cap });
    }
    const response: TokenResponse = {
      server_url: config.livekit.url,
      participant_token: await signer.signRoomToken(claims),
    };
    return c.json(response, 201);
  };
}

/** The cap limits costs, so it fails open. */
async function countRoom(
  subjectRooms: SubjectRoomsNamespace,
  subject: string,
  opened: TokenRoom,
): Promise<void> {
  try {
    await (await stubFor(subjectRooms, subject)).countRoom(opened);
  } catch (error) {
    log('error', 'session cap failed open', errorFields(error));
  }
}
