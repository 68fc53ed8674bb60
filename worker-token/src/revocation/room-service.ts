import * as z from 'zod/mini';
import type { LiveKitSigner } from '../room/livekit-token.ts';

export type RoomServiceOptions = {
  /** LiveKit's address as clients have it: `wss://…`. */
  readonly url: string;
  readonly signer: LiveKitSigner;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
};

/** How long LiveKit may take to answer, in ms. */
const CALL_TIMEOUT_MS = 5000;

const RoomList = z.object({ rooms: z._default(z.array(z.object({ name: z.string() })), []) });

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
    const list = await this.#call('ListRooms', {}, { roomList: true });
    const { rooms } = RoomList.parse(await list.json());
    let removed = 0;
    for (const { name: room } of rooms.filter(({ name }) => name.startsWith(roomPrefix))) {
      const call = { room, identity };
      const response = await this.#call(
        'RemoveParticipant',
        call,
        { roomAdmin: true, room },
        [404],
      );
      if (response.ok) removed += 1;
    }
    return removed;
  }

  async #call(
    method: string,
    message: Record<string, string>,
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
