import type { RoomServiceClient } from 'livekit-server-sdk';
import type { LiveKitConfig } from '../config/config.ts';
import { isAnswering } from './perform-rpc.ts';

/** An open room, as LiveKit lists it. */
export type LiveRoom = {
  readonly name: string;
  /** In ms since the epoch. */
  readonly createdAt: number;
};

/** A participant in a room. */
export type LiveParticipant = {
  readonly identity: string;
  readonly isActiveAgent: boolean;
  readonly attributes: Readonly<Record<string, string>>;
};

/** Time limit of one call to LiveKit, in seconds. */
const CALL_TIMEOUT_SECONDS = 5;

/** `ParticipantInfo.Kind.AGENT` and `ParticipantInfo.State.ACTIVE` of LiveKit's protocol. */
const AGENT = 4;
const ACTIVE = 2;

/**
 * The calls to LiveKit's server API that a subject's object makes. The SDK is loaded on the first of them, so that
 * isolates that only mint tokens never evaluate it.
 */
export class LiveKitRooms {
  readonly #config: LiveKitConfig;
  #client: RoomServiceClient | undefined;

  constructor(config: LiveKitConfig) {
    this.#config = config;
  }

  /** @returns all open rooms of the LiveKit project. @throws when LiveKit does not respond */
  async list(): Promise<readonly LiveRoom[]> {
    return this.#list();
  }

  /** @returns the open rooms among the names. @throws when LiveKit does not respond */
  async find(names: readonly string[]): Promise<readonly LiveRoom[]> {
    return names.length === 0 ? [] : this.#list([...names]);
  }

  async #list(names?: string[]): Promise<readonly LiveRoom[]> {
    const rooms = await (await this.#connect()).listRooms(names);
    return rooms.map(({ name, creationTime }) => ({
      name,
      createdAt: Number(creationTime) * 1000,
    }));
  }

  /** @returns nothing for a room that does not exist. @throws when LiveKit does not respond */
  async listParticipants(room: string): Promise<readonly LiveParticipant[]> {
    const client = await this.#connect();
    const participants = await unlessMissing(client.listParticipants(room));
    return (participants ?? []).map(({ identity, kind, state, attributes }) => ({
      identity,
      isActiveAgent: kind.valueOf() === AGENT && state.valueOf() === ACTIVE,
      attributes,
    }));
  }

  /**
   * Disconnects a participant. LiveKit Cloud also stops accepting tokens of this participant and room that became valid
   * before `tokensBefore` (ms since the epoch).
   *
   * @returns whether the participant was in the room
   * @throws when LiveKit does not respond
   */
  async remove(room: string, identity: string, tokensBefore: number): Promise<boolean> {
    const client = await this.#connect();
    const revokeTokenTs = BigInt(Math.ceil(tokensBefore / 1000));
    const call = client.removeParticipant(room, identity, { revokeTokenTs }).then(() => true);
    return (await unlessMissing(call)) ?? false;
  }

  /** Deletes a room and disconnects its participants. @throws when LiveKit does not respond */
  async deleteRoom(room: string): Promise<void> {
    await unlessMissing((await this.#connect()).deleteRoom(room));
  }

  /** Whether a participant answers an RPC call. @throws when LiveKit itself does not respond */
  async isAnswering(room: string, identity: string, method: string): Promise<boolean> {
    return isAnswering(this.#config.url, await this.#connect(), { room, identity, method });
  }

  async #connect(): Promise<RoomServiceClient> {
    if (!this.#client) {
      const { RoomServiceClient: Client } = await import('livekit-server-sdk');
      const { url, apiKey, apiSecret } = this.#config;
      this.#client = new Client(url, apiKey, apiSecret, {
        requestTimeout: CALL_TIMEOUT_SECONDS,
        // A user may be waiting, and alarms retry.
        failover: false,
      });
    }
    return this.#client;
  }
}

/** @returns nothing when LiveKit reports that the room or participant does not exist */
async function unlessMissing<Result>(call: Promise<Result>): Promise<Result | undefined> {
  try {
    return await call;
  } catch (error) {
    if (Object(error).status === 404) return undefined;
    throw error;
  }
}
