import { TokenVerifier } from 'livekit-server-sdk';
import { TEST_BINDINGS } from './bindings.ts';

type Call = {
  room?: string;
  identity?: string;
  destinationIdentity?: string;
  names?: string[];
  revokeTokenTs?: string;
};

/**
 * LiveKit's RoomService with rooms in memory, and LiveKit's checks of grants. Identities with the prefix `agent-` are
 * agents.
 */
export class FakeLiveKit {
  /** Participants' identities by room. */
  readonly rooms = new Map<string, Set<string>>();
  /** Agents whose process has died, but that LiveKit still lists. */
  readonly dead = new Set<string>();
  /** Attributes by identity. */
  readonly attributes = new Map<string, Record<string, string>>();
  isDown = false;
  /** Delays every response. */
  pause: Promise<void> | undefined;
  readonly calls: string[] = [];
  /** `revoke_token_ts` of removals, in seconds. */
  readonly tokensRevokedAt: number[] = [];

  readonly fetch = async (
    url: string | URL,
    init: { body: string; headers: HeadersInit },
  ): Promise<Response> => {
    if (this.isDown) return new Response('unavailable', { status: 503 });
    const { origin, pathname } = new URL(url);
    await this.pause;
    this.calls.push(`${origin}${pathname}`);
    const call: Call = Object(JSON.parse(init.body));
    const grant = await verifyGrant(new Headers(init.headers));
    const method = pathname.replace('/twirp/livekit.RoomService/', '');
    const isAllowed = {
      ListRooms: grant?.roomList,
      DeleteRoom: grant?.roomCreate,
      RemoveParticipant: grant?.roomAdmin && grant.room === call.room,
      ListParticipants: grant?.roomAdmin && grant.room === call.room,
      PerformRpc: grant?.roomAdmin && grant.room === call.room,
    }[method];
    if (isAllowed === undefined) return reject(404, 'bad_route');
    return isAllowed ? this.#respond(method, call) : reject(401, 'unauthenticated');
  };

  #respond(
    method: string,
    { room = '', identity = '', destinationIdentity, names, revokeTokenTs }: Call,
  ) {
    const participants = this.rooms.get(room);
    switch (method) {
      case 'ListRooms': {
        const found = [...this.rooms.keys()].filter(
          (name) => !names?.length || names.includes(name),
        );
        return Response.json({ rooms: found.map(describeRoom) });
      }
      case 'ListParticipants':
        return Response.json({
          participants: [...(participants ?? [])].map((name) =>
            describeParticipant(name, this.attributes.get(name)),
          ),
        });
      case 'PerformRpc': {
        const agent = destinationIdentity ?? '';
        const isThere = participants?.has(agent) && !this.dead.has(agent);
        return isThere ? Response.json({ payload: '' }) : reject(408, 'canceled');
      }
      case 'DeleteRoom':
        return this.rooms.delete(room) ? Response.json({}) : reject(404, 'not_found');
      default:
        this.tokensRevokedAt.push(Number(revokeTokenTs));
        return participants?.delete(identity) ? Response.json({}) : reject(404, 'not_found');
    }
  }
}

function describeRoom(name: string) {
  return { name, sid: `RM_${name}`, creation_time: '1764000000' };
}

function describeParticipant(identity: string, attributes: Record<string, string> = {}) {
  const kind = identity.startsWith('agent-') ? 'AGENT' : 'STANDARD';
  return { identity, kind, state: 'ACTIVE', attributes };
}

async function verifyGrant(headers: Headers) {
  const { LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = TEST_BINDINGS;
  const token = headers.get('authorization')?.replace('Bearer ', '') ?? '';
  return (await new TokenVerifier(key, secret).verify(token)).video;
}

function reject(status: number, code: string): Response {
  return Response.json({ code, msg: code }, { status });
}
