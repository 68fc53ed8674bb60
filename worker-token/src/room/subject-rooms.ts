import { DurableObject } from 'cloudflare:workers';
import type { Bindings } from '../bindings.ts';
import { errorFields, log } from '../log.ts';
import { connectRoomService } from './connect-room-service.ts';
import { prepareReturn, type Return } from './returning.ts';
import type { RoomKeeper, WatchOrder } from './room-keeper.ts';
import { addRoom, type KnownRooms, nextLook, pruneRooms, surplus } from './session-cap.ts';

const WATCHED = 'watched';

type Watched = { readonly known: KnownRooms; readonly cap: number };

/**
 * The rooms of one subject: one object for each.
 *
 * A Durable Object, because two requests at once must come to one decision: one that finds a dead agent deletes the
 * room, and a second one a moment later would delete the new room with the new agent. And because a cap must count
 * every token, wherever it was asked for; KV would count those of a minute ago.
 */
export class SubjectRooms extends DurableObject<Bindings> implements RoomKeeper {
  readonly #returns = new Map<string, Promise<Return | undefined>>();

  /** Sees to the agent of a room that may exist. Who asks while that is being done gets the same answer. */
  prepareReturn(room: string): Promise<Return | undefined> {
    const running = this.#returns.get(room);
    if (running) return running;
    const started = this.#prepare(room).finally(() => this.#returns.delete(room));
    this.#returns.set(room, started);
    return started;
  }

  /** Counts a room that a token opens. Beyond the cap, the rooms of older tokens are ended. */
  async watch({ room, until, cap }: WatchOrder): Promise<void> {
    const known = addRoom((await this.#read()).known, room, until);
    await this.ctx.storage.put<Watched>(WATCHED, { known, cap });
    const next = nextLook(known, cap, Date.now());
    const planned = await this.ctx.storage.getAlarm();
    if (planned === null || planned > next) await this.ctx.storage.setAlarm(next);
  }

  override async alarm(): Promise<void> {
    try {
      await this.#endSurplus();
    } catch (error) {
      log('error', 'sessions beyond the cap could not be ended yet', errorFields(error));
    }
    const { known, cap } = await this.#read();
    if (known.length === 0) await this.ctx.storage.deleteAll();
    else await this.ctx.storage.setAlarm(nextLook(known, cap, Date.now()));
  }

  async #prepare(room: string): Promise<Return | undefined> {
    try {
      return await prepareReturn(room, connectRoomService(this.env), {
        now: Date.now,
        sleep: (ms) => scheduler.wait(ms),
      });
    } catch (error) {
      log('error', 'lasting room could not be looked into', errorFields(error));
      return undefined;
    }
  }

  async #endSurplus(): Promise<void> {
    const rooms = connectRoomService(this.env);
    const found = await rooms.find((await this.#read()).known.map(({ name }) => name));
    const existing = new Set(found.map(({ name }) => name));
    // Read again, here and below: while LiveKit was asked, another token may have been given out.
    const { known, cap } = await this.#read();
    for (const name of surplus(known, existing, cap)) {
      await rooms.deleteRoom(name);
      existing.delete(name);
      log('info', 'session ended: its subject has newer ones', { room: name });
    }
    const now = await this.#read();
    const kept = pruneRooms(now.known, existing, Date.now());
    await this.ctx.storage.put<Watched>(WATCHED, { ...now, known: kept });
  }

  async #read(): Promise<Watched> {
    return (await this.ctx.storage.get<Watched>(WATCHED)) ?? { known: [], cap: 0 };
  }
}
