import { DurableObject } from 'cloudflare:workers';
import type { TextBindings } from '../config/settings.ts';
import { errorFields, log } from '../platform/log.ts';
import { ensureAgent, type RejoinState } from './rejoin.ts';
import { connectRoomService } from './room-service.ts';
import { addRoom, type KnownRooms, nextCapCheck, pruneRooms, roomsOverCap } from './session-cap.ts';

/** A room that a token opens, when the token expires, and the cap on the subject's rooms. */
export type TokenRoom = { readonly room: string; readonly until: number; readonly cap: number };

/** The Durable Object's RPC methods, as its stub offers them. */
export type SubjectRoomsStub = {
  /** @returns the state in which the room was found, or nothing when LiveKit does not respond */
  ensureAgent(room: string): Promise<RejoinState | undefined>;
  countRoom(opened: TokenRoom): Promise<void>;
};

/** The part of Cloudflare's namespace that the service uses. */
export type SubjectRoomsNamespace = { getByName(name: string): SubjectRoomsStub };

/** Storage key of the counted rooms. */
const COUNTED = 'watched';

type Counted = { readonly known: KnownRooms; readonly cap: number };

/**
 * The rooms of one subject; each subject has one object.
 *
 * A Durable Object serializes concurrent requests: without it, a request that finds a dead agent deletes the room, and a
 * second request a moment later deletes the replacement with its new agent. The cap must also count every token at once,
 * at every location; KV reads can be a minute old.
 */
export class SubjectRooms extends DurableObject<TextBindings> implements SubjectRoomsStub {
  readonly #rejoins = new Map<string, Promise<RejoinState | undefined>>();

  /** Concurrent calls for the same room share one result. */
  ensureAgent(room: string): Promise<RejoinState | undefined> {
    const running = this.#rejoins.get(room);
    if (running) return running;
    const started = this.#ensureAgent(room).finally(() => this.#rejoins.delete(room));
    this.#rejoins.set(room, started);
    return started;
  }

  /** Counts a room against the cap. Rooms over the cap with older tokens are deleted by the alarm. */
  async countRoom({ room, until, cap }: TokenRoom): Promise<void> {
    const known = addRoom((await this.#read()).known, room, until);
    await this.ctx.storage.put<Counted>(COUNTED, { known, cap });
    const next = nextCapCheck(known, cap, Date.now());
    const planned = await this.ctx.storage.getAlarm();
    if (planned === null || planned > next) await this.ctx.storage.setAlarm(next);
  }

  override async alarm(): Promise<void> {
    try {
      await this.#enforceCap();
    } catch (error) {
      log('error', 'failed to enforce session cap', errorFields(error));
    }
    const { known, cap } = await this.#read();
    if (known.length === 0) await this.ctx.storage.deleteAll();
    else await this.ctx.storage.setAlarm(nextCapCheck(known, cap, Date.now()));
  }

  async #ensureAgent(room: string): Promise<RejoinState | undefined> {
    try {
      return await ensureAgent(room, connectRoomService(this.env), {
        now: Date.now,
        sleep: (ms) => scheduler.wait(ms),
      });
    } catch (error) {
      log('error', 'failed to check lasting room', errorFields(error));
      return undefined;
    }
  }

  async #enforceCap(): Promise<void> {
    const rooms = connectRoomService(this.env);
    const found = await rooms.find((await this.#read()).known.map(({ name }) => name));
    const open = new Set(found.map(({ name }) => name));
    // Read again, here and below: another token may have been counted during the call to LiveKit.
    const { known, cap } = await this.#read();
    for (const name of roomsOverCap(known, open, cap)) {
      await rooms.deleteRoom(name);
      open.delete(name);
      log('info', 'room over session cap deleted', { room: name });
    }
    const latest = await this.#read();
    const kept = pruneRooms(latest.known, open, Date.now());
    await this.ctx.storage.put<Counted>(COUNTED, { ...latest, known: kept });
  }

  async #read(): Promise<Counted> {
    return (await this.ctx.storage.get<Counted>(COUNTED)) ?? { known: [], cap: 0 };
  }
}
