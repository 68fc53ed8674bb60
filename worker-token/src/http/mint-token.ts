import type { TokenResponse } from '@bakebot/protocol';
import type { Context, Handler } from 'hono';
import type { Config } from '../config/config.ts';
import { LIVEKIT_LEEWAY_MS, type LiveKitSigner } from '../room/livekit-token.ts';
import {
  type Pseudonyms,
  toFreshRoomName,
  toIdentity,
  toLastingRoomName,
  type TokenOrigin,
} from '../room/names.ts';
import { grantRoom } from '../room/room-grant.ts';
import { admit } from '../subject/admit.ts';
import type { SubjectNamespace } from '../subject/subject-stub.ts';
import type { AppEnv } from './app-env.ts';
import { addLogFields } from './log-request.ts';
import { problem, type ProblemCode } from './problem.ts';
import { respondJson } from './respond.ts';
import { checkTokenRequest, type TokenBody } from './token-request.ts';

/** Bytes of randomness in a fresh room's name. */
const ROOM_ENTROPY_BYTES = 16;

export type MintOptions = {
  readonly config: Config;
  readonly signer: LiveKitSigner;
  readonly pseudonyms: Pseudonyms;
  /** Needed for revocation, lasting rooms and the session cap. */
  readonly subjects: SubjectNamespace | undefined;
  readonly now: () => number;
};

type TokenContext = Parameters<
  Handler<AppEnv, string, { out: { json: ReturnType<typeof TokenBody.parse> } }>
>[0];

/**
 * Handles `POST /token`. Clients can repeat it: a fresh room's token changes nothing, and a lasting room is replaced
 * only when no agent answers in it.
 */
export function mintToken(options: MintOptions) {
  const { config, signer, subjects: namespace, now } = options;
  const failsClosed = config.revocationKey !== undefined;
  return async (c: TokenContext): Promise<Response> => {
    const request = checkTokenRequest(c.req.valid('json'), config.room);
    if (!request.ok) return problem(c, request.code, { errors: request.errors });

    const { roomName, ...participant } = request.fields;
    const session = c.get('session');
    const { subject, id } = session;
    const mintedAt = now();
    const origin = { mintedAt, sessionTag: await options.pseudonyms.ofSession(subject, id) };
    const admission = await planAdmission(c, roomName, origin, config);
    const result = await admit(subject, admission, { namespace, failsClosed });
    if (result.outcome !== 'admitted') return problem(c, PROBLEM_OF[result.outcome]);

    const { room, found } = result;
    addLogFields(c, { room, found });
    const claims = grantRoom(
      {
        session,
        identity: await toIdentity(subject),
        room,
        isLasting: room !== admission.freshRoom,
        origin,
        ...participant,
        correlationId: c.get('requestId'),
        now: mintedAt,
      },
      config.room,
    );
    const response: TokenResponse = {
      server_url: config.livekit.url,
      participant_token: await signer.signRoomToken(claims),
    };
    return respondJson(c, response, 201);
  };
}

const PROBLEM_OF = {
  revoked: 'session_revoked',
  too_many_rooms: 'rate_limited',
  unavailable: 'revocations_unavailable',
} as const satisfies Record<string, ProblemCode>;

async function planAdmission(
  c: Context<AppEnv>,
  roomName: string | undefined,
  origin: TokenOrigin,
  { room }: Config,
) {
  const { id, issuedAt } = c.get('session');
  const pseudonym = c.get('pseudonym');
  const random = crypto.getRandomValues(new Uint8Array(ROOM_ENTROPY_BYTES));
  const name = roomName ?? (room.mode === 'stable' ? '' : undefined);
  const until = origin.mintedAt + room.tokenTtlMs + LIVEKIT_LEEWAY_MS;
  return {
    session: { id, issuedAt },
    freshRoom: toFreshRoomName(pseudonym, origin, random),
    lastingRoom: name === undefined ? undefined : await toLastingRoomName(pseudonym, name),
    cap: room.maxSessions === undefined ? undefined : { until, rooms: room.maxSessions },
  };
}
