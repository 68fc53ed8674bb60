import { TokenVerifier } from 'livekit-server-sdk';
import { TEST_BINDINGS } from './bindings.ts';

/** LiveKit's RoomService, as far as it is used: rooms with participants in memory, and the same checks of tokens. */
export class FakeLiveKit {
  /** Participants' identities by room. */
  readonly rooms = new Map<string, Set<string>>();
  isDown = false;
  /** Answers wait for this. */
  pause: Promise<void> | undefined;
  readonly calls: string[] = [];

  readonly fetch = async (
    url: string,
    init: { body: string; headers: HeadersInit },
  ): Promise<Response> => {
    if (this.isDown) return new Response('unavailable', { status: 503 });
    const { origin, pathname } = new URL(url);
    await this.pause;
    this.calls.push(`${origin}${pathname}`);
    const { room, identity } = Object(JSON.parse(init.body));
    const grant = await verifyGrant(new Headers(init.headers));
    switch (pathname) {
      case '/twirp/livekit.RoomService/ListRooms':
        if (!grant?.roomList) return unauthenticated();
        return Response.json({ rooms: [...this.rooms.keys()].map((name) => ({ name })) });
      case '/twirp/livekit.RoomService/RemoveParticipant':
        if (!grant?.roomAdmin || grant.room !== room) return unauthenticated();
        if (!this.rooms.get(room)?.delete(identity)) return notFound();
        return Response.json({});
      default:
        return notFound();
    }
  };
}

async function verifyGrant(headers: Headers) {
  const { LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = TEST_BINDINGS;
  const token = headers.get('authorization')?.replace('Bearer ', '') ?? '';
  return (await new TokenVerifier(key, secret).verify(token)).video;
}

function unauthenticated(): Response {
  return Response.json({ code: 'unauthenticated', msg: 'no permissions' }, { status: 401 });
}

function notFound(): Response {
  return Response.json({ code: 'not_found', msg: 'participant does not exist' }, { status: 404 });
}
