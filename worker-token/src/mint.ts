import type { TokenResponse } from '@bakebot/protocol';
import type { Handler } from 'hono';
import type { Config } from './config/config.ts';
import type { AppEnv } from './http/app-env.ts';
import { addLogFields } from './http/log-request.ts';
import { problem } from './http/problem.ts';
import { readJson } from './http/read-json.ts';
import { errorFields, log } from './log.ts';
import { admit } from './room/admission.ts';
import { chooseRoom } from './room/choose-room.ts';
import { toIdentity } from './room/identity.ts';
import { LIVEKIT_LEEWAY_MS, type LiveKitSigner } from './room/livekit-token.ts';
import type { RoomKeepers, WatchOrder } from './room/room-keeper.ts';
import { readProposal } from './room/token-request.ts';
import { objectOf } from './subject-object.ts';

export type Mint = {
  readonly config: Config;
  readonly signer: LiveKitSigner;
  /** Where lasting rooms and the cap are kept. */
  readonly keepers: RoomKeepers | undefined;
  readonly now: () => number;
};

/**
 * Answers `POST /token`. A client may simply ask again: a fresh room's token changes nothing, and a lasting room is
 * changed only when nobody answers in it.
 */
export function mintToken({ config, signer, keepers, now }: Mint): Handler<AppEnv> {
  return async (c) => {
    const json = await readJson(c);
    if (!json.ok) return problem(c, json.code);
    const read = readProposal(json.body, config.room);
    if (!read.ok) return problem(c, read.code, { errors: read.errors });

    const session = c.get('session');
    const pseudonym = c.get('pseudonym');
    const correlationId = c.get('requestId');
    const { subject } = session;
    const { proposal } = read;
    const name = proposal.roomName ?? (config.room.mode === 'stable' ? '' : undefined);
    const { room, isLasting, found } = await chooseRoom({ subject, pseudonym, name }, keepers);
    addLogFields(c, { room, found });
    const identity = await toIdentity(subject);
    const visitor = { session, identity, room, isLasting, proposal, correlationId, now: now() };
    const claims = admit(visitor, config.room);
    const { maxSessions: cap } = config.room;
    if (keepers && cap) {
      await watch(keepers, subject, { room, until: claims.expiresAt + LIVEKIT_LEEWAY_MS, cap });
    }
    const answer: TokenResponse = {
      server_url: config.livekit.url,
      participant_token: await signer.signRoomToken(claims),
    };
    return c.json(answer, 201);
  };
}

/** A cap keeps costs down, so it keeps nobody out when it fails. */
async function watch(keepers: RoomKeepers, subject: string, order: WatchOrder): Promise<void> {
  try {
    await (await objectOf(keepers, subject)).watch(order);
  } catch (error) {
    log('error', 'session cap failed open', errorFields(error));
  }
}
