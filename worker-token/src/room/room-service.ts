import * as z from 'zod/mini';
import type { LiveKitSigner } from './livekit-token.ts';

export type RoomServiceOptions = {
  /** LiveKit's address as clients have it: `wss://…`. */
  readonly url: string;
  readonly signer: LiveKitSigner;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
};

/** A room that exists. */
export type LiveRoom = {
  readonly name: string;
  /** Tells rooms of one name apart. */
  readonly sid: string;
  /** In ms since the epoch. */
  readonly createdAt: number;
};

/** How long LiveKit may take to answer, in ms. */
const CALL_TIMEOUT_MS = 5000;

/** How long a participant may take to answer, in ms. LiveKit gives up on one that does not even receive after 2000. */
const RPC_TIMEOUT_MS = 3000;

/** What LiveKit answers when the participant did not: no such method, gone, too late, failed. */
const RPC_FAILURES = [400, 404, 408, 500, 501, 503];

const RoomList = z.object({
  rooms: z._default(
    z.array(
      z.pipe(
        z.object({ name: z.string(), sid: z.string(), creation_time: z.coerce.number() }),
        z.transform(({ creation_time: seconds, ...room }) => ({
          ...room,
          createdAt: seconds * 1000,
        })),
      ),
    ),
    [],
  ),
});
const ParticipantList = z.object({
  participants: z._default(
    z.array(
      z.object({
        identity: z.string(),
        kind: z._default(z.string(), 'STANDARD'),
        state: z._default(z.string(), 'JOINING'),
      }),
    ),
    [],
  ),
});

/**
 * LiveKit's RoomService, as far as it is used. It is Twirp: JSON by POST.
 * https://docs.livekit.io/reference/other/roomservice-api
 */
export class RoomService {
  readonly #options: RoomServiceOptions;

  constructor(options: RoomServiceOptions) {
    this.#options = options;
  }

  /**
   * Removes a participant from every room whose name begins like this. LiveKit Cloud also stops taking the
   * participant's tokens for those rooms.
   *
   * @returns how many times the participant was there
   * @throws when LiveKit does not answer
   */
  async removeFromRooms(roomPrefix: string, identity: string): Promise<number> {
    const rooms = await this.#listRooms({});
    let removed = 0;
    for (const { name: room } of rooms.filter(({ name }) => name.startsWith(roomPrefix))) {
      const call = { room, identity };
      const response = await this.#call('RemoveParticipant', call, asAdmin(room), [404]);
      if (response.ok) removed += 1;
    }
    return removed;
  }

  /** @returns those of the rooms that exist. @throws when LiveKit does not answer */
  async find(names: readonly string[]): Promise<readonly LiveRoom[]> {
    return names.length === 0 ? [] : this.#listRooms({ names });
  }

  /** @returns the identities of the agents that are connected to a room. @throws when LiveKit does not answer */
  async listAgents(room: string): Promise<readonly string[]> {
    const response = await this.#call('ListParticipants', { room }, asAdmin(room), [404]);
    if (!response.ok) return [];
    const { participants } = ParticipantList.parse(await response.json());
    return participants
      .filter(({ kind, state }) => kind === 'AGENT' && state === 'ACTIVE')
      .map(({ identity }) => identity);
  }

  /** Whether a participant answers a remote call. @throws when LiveKit itself does not answer */
  async doesAnswer(room: string, identity: string, method: string): Promise<boolean> {
    const call = {
      room,
      destination_identity: identity,
      method,
      payload: '',
      response_timeout_ms: RPC_TIMEOUT_MS,
    };
    return (await this.#call('PerformRpc', call, asAdmin(room), RPC_FAILURES)).ok;
  }

  /** Ends a room, with everybody in it. @throws when LiveKit does not answer */
  async deleteRoom(room: string): Promise<void> {
    await this.#call('DeleteRoom', { room }, { roomCreate: true }, [404]);
  }

  async #listRooms(message: { readonly names?: readonly string[] }): Promise<LiveRoom[]> {
    const response = await this.#call('ListRooms', message, { roomList: true });
    return RoomList.parse(await response.json()).rooms;
  }

  /** @throws unless LiveKit answers, with success or as expected */
  async #call(
    method: string,
    message: Record<string, unknown>,
    grant: Record<string, boolean | string>,
    expected: readonly number[] = [],
  ): Promise<Response> {
    const { url, signer, fetch, now } = this.#options;
    const endpoint = new URL(`/twirp/livekit.RoomService/${method}`, url.replace(/^ws/, 'http'));
    const response = await fetch(endpoint.href, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await signer.signApiToken(grant, now())}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    if (!response.ok && !expected.includes(response.status)) {
      throw new Error(`${method} answered ${response.status}`);
    }
    return response;
  }
}

function asAdmin(room: string): Record<string, boolean | string> {
  return { roomAdmin: true, room };
}
