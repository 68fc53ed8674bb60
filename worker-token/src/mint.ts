import type { TokenResponse } from '@bakebot/protocol';
import type { Handler } from 'hono';
import type { Config } from './config/config.ts';
import type { AppEnv } from './http/app-env.ts';
import { addLogFields } from './http/log-request.ts';
import { problem } from './http/problem.ts';
import { readJson } from './http/read-json.ts';
import { admit, isLasting } from './room/admission.ts';
import { toIdentity } from './room/identity.ts';
import type { LiveKitSigner } from './room/livekit-token.ts';
import { freshRoom, namedRoom } from './room/room-name.ts';
import { type Proposal, readProposal } from './room/token-request.ts';

/** Bytes of randomness in a fresh room's name. */
const ROOM_ENTROPY_BYTES = 16;

export type Mint = {
  readonly config: Config;
  readonly signer: LiveKitSigner;
  readonly now: () => number;
};

/** Answers `POST /token`. Nothing else changes by it, so that a client may simply ask again. */
export function mintToken({ config, signer, now }: Mint): Handler<AppEnv> {
  return async (c) => {
    const json = await readJson(c);
    if (!json.ok) return problem(c, json.code);
    const read = readProposal(json.body, config.room);
    if (!read.ok) return problem(c, read.code, { errors: read.errors });

    const { session, pseudonym, requestId: correlationId } = c.var;
    const { proposal } = read;
    const identity = await toIdentity(session.subject);
    const room = await chooseRoom(config, pseudonym, proposal);
    addLogFields(c, { room });
    const visitor = { session, identity, room, proposal, correlationId, now: now() };
    const answer: TokenResponse = {
      server_url: config.livekit.url,
      participant_token: await signer.signRoomToken(admit(visitor, config.room)),
    };
    return c.json(answer, 201);
  };
}

async function chooseRoom(config: Config, pseudonym: string, proposal: Proposal): Promise<string> {
  if (isLasting(config.room, proposal)) return namedRoom(pseudonym, proposal.roomName ?? '');
  return freshRoom(pseudonym, crypto.getRandomValues(new Uint8Array(ROOM_ENTROPY_BYTES)));
}
