import * as z from 'zod/mini';
import { parseConfig } from '../config/parse-config.ts';
import type { TextBindings } from '../config/settings.ts';
import { LiveKitSigner } from './livekit-token.ts';

export type RoomServiceOptions = {
  /** `LIVEKIT_URL`, as clients use it: `wss://…`. */
  readonly url: string;
  readonly signer: LiveKitSigner;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
};

/** An open room, as LiveKit lists it. */
export type LiveRoom = {
  readonly name: string;
  /** Distinguishes successive rooms of the same name. */
  readonly sid: string;
  /** In ms since the epoch. */
  readonly createdAt: number;
};

/** Time limit of one call to LiveKit, in ms. */
const CALL_TIMEOUT_MS = 5000;

/** How long a participant may take to respond, in ms. LiveKit gives up after 2000 without an ack. */
const RPC_TIMEOUT_MS = 3000;

/** Statuses for a participant that did not answer: unsupported method, gone, timed out, failed. */
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
 * The calls to LiveKit's RoomService that the Worker needs: Twirp, JSON by POST.
 * https://docs.livekit.io/reference/other/roomservice-api
 */
export class RoomService {
  readonly #options: RoomServiceOptions;

  constructor(options: RoomServiceOptions) {
    this.#options = options;
  }

  /**
   * Removes a participant from every room whose name has the prefix. LiveKit Cloud also stops accepting the
   * participant's tokens for those rooms.
   *
   * @returns the number of rooms from which the participant was removed
   * @throws when LiveKit does not respond
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

  /** @returns the open rooms among the names. @throws when LiveKit does not respond */
  async find(names: readonly string[]): Promise<readonly LiveRoom[]> {
    return names.length === 0 ? [] : this.#listRooms({ names });
  }

  /** @returns the identities of the connected agents. @throws when LiveKit does not respond */
  async listAgents(room: string): Promise<readonly string[]> {
    const response = await this.#call('ListParticipants', { room }, asAdmin(room), [404]);
    if (!response.ok) return [];
    const { participants } = ParticipantList.parse(await response.json());
    return participants
      .filter(({ kind, state }) => kind === 'AGENT' && state === 'ACTIVE')
      .map(({ identity }) => identity);
  }

  /** Whether a participant answers an RPC call. @throws when LiveKit itself does not respond */
  async isAnswering(room: string, identity: string, method: string): Promise<boolean> {
    const call = {
      room,
      destination_identity: identity,
      method,
      payload: '',
      response_timeout_ms: RPC_TIMEOUT_MS,
    };
    return (await this.#call('PerformRpc', call, asAdmin(room), RPC_FAILURES)).ok;
  }

  /** Deletes a room and disconnects its participants. @throws when LiveKit does not respond */
  async deleteRoom(room: string): Promise<void> {
    await this.#call('DeleteRoom', { room }, { roomCreate: true }, [404]);
  }

  async #listRooms(message: { readonly names?: readonly string[] }): Promise<LiveRoom[]> {
    const response = await this.#call('ListRooms', message, { roomList: true });
    return RoomList.parse(await response.json()).rooms;
  }

  /** @throws unless LiveKit responds with success or with one of the expected statuses */
  async #call(
    method: string,
    message: Record<string, unknown>,
    grant: Record<string, boolean | string>,
    expectedStatuses: readonly number[] = [],
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
    if (!response.ok && !expectedStatuses.includes(response.status)) {
      throw new Error(`${method} returned ${response.status}`);
    }
    return response;
  }
}

/** For Durable Objects, which receive only the bindings. @throws when the configuration is invalid */
export function connectRoomService(bindings: TextBindings): RoomService {
  const result = parseConfig(bindings);
  if (!result.ok) throw new Error('invalid configuration');
  const { livekit } = result.config;
  return new RoomService({
    url: livekit.url,
    signer: new LiveKitSigner(livekit),
    fetch: (...call) => fetch(...call),
    now: Date.now,
  });
}

function asAdmin(room: string): Record<string, boolean | string> {
  return { roomAdmin: true, room };
}
