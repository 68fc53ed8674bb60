import { DurableObject } from 'cloudflare:workers';
import type { StateWrite, StoredState } from '@bakebot/protocol';
import { parseConfig } from '../config/parse-config.ts';
import type { TextBindings } from '../config/settings.ts';
import { errorFields, log } from '../platform/log.ts';
import {
  addRevocation,
  extendSweep,
  isRevoked,
  nextCheck,
  noteIssueTime,
  NOTHING_REVOKED,
  prune,
  type RevocationOrder,
  type RevocationRecord,
  type SessionAge,
  isSameSweep,
  type Sweep,
} from '../revocation/revocation-record.ts';
import { sweepRooms } from '../revocation/sweep-rooms.ts';
import { LiveKitRooms } from '../room/livekit-rooms.ts';
import { ensureAgent, type RejoinState } from '../room/rejoin.ts';
import {
  addRoom,
  type KnownRooms,
  nextCapCheck,
  pruneRooms,
  roomsOverCap,
} from '../room/session-cap.ts';
import { eraseState, type StateRecord, toStoredState, writeState } from '../state/state-record.ts';
import type { Admission, AdmissionResult, SubjectStub } from './subject-stub.ts';

/** Pause between removals of participants who joined with a revoked session's token, in ms. */
const SWEEP_PAUSE_MS = 15_000;

/** Storage keys. */
const REVOCATIONS = 'record';
const ROOMS = 'rooms';
const STATE = 'state';

/** Rooms counted against the cap. */
type Counted = { readonly known: KnownRooms; readonly cap: number };

/**
 * Everything about one subject that outlives a request: revocations, counted rooms, the agent's state. Each subject has
 * one object.
 *
 * A Durable Object, because a revocation must hold, and a token count, from the moment it is confirmed, at every
 * location. KV reads can be a minute old, and D1 would put the requests of all users into one queue. It also serializes
 * the requests for a lasting room: otherwise one that finds a dead agent deletes the room, and another, a moment later,
 * deletes the replacement with its new agent.
 */
export class Subject extends DurableObject<TextBindings> implements SubjectStub {
  readonly #rejoins = new Map<string, Promise<RejoinState | undefined>>();
  #rooms: LiveKitRooms | undefined;

  async admit({ session, freshRoom, lastingRoom, cap }: Admission): Promise<AdmissionResult> {
    if (await this.isRevoked(session)) return { outcome: 'revoked' };
    const found = lastingRoom === undefined ? undefined : await this.#ensureAgent(lastingRoom);
    const room = found && lastingRoom !== undefined ? lastingRoom : freshRoom;
    // The check of a lasting room takes seconds when its agent is dead.
    if (lastingRoom !== undefined && (await this.isRevoked(session))) return { outcome: 'revoked' };
    if (cap && !(await this.#countRoom(room, cap))) return { outcome: 'too_many_rooms' };
    return { outcome: 'admitted', room, found };
  }

  async isRevoked(session: SessionAge): Promise<boolean> {
    const record = await this.#readRevocations();
    if (isRevoked(record, session)) return true;
    const noted = noteIssueTime(record, session.issuedAt, Date.now());
    if (noted) await this.#writeRevocations(noted);
    return false;
  }

  async revoke(order: RevocationOrder): Promise<number | null> {
    const record = prune(await this.#readRevocations(), order.at) ?? NOTHING_REVOKED;
    const revoked = addRevocation(record, order);
    await this.#writeRevocations(revoked);
    return this.#sweep(revoked.sweeps.slice(-1));
  }

  async readState(): Promise<StoredState> {
    return toStoredState(await this.#readState());
  }

  async writeState(
    write: StateWrite,
    retentionMs: number,
  ): Promise<'stored' | 'outdated' | 'erased'> {
    const result = writeState(await this.#readState(), write, { now: Date.now(), retentionMs });
    if (result.outcome === 'stored') await this.#saveState(result.record);
    return result.outcome;
  }

  async eraseState(retentionMs: number): Promise<void> {
    await this.#saveState(eraseState(await this.#readState(), { now: Date.now(), retentionMs }));
  }

  override async alarm(): Promise<void> {
    await this.#sweep((await this.#readRevocations()).sweeps);
    await this.#enforceCap();
    // Read again: more may have been stored during the calls to LiveKit.
    const now = Date.now();
    const revocations = prune(await this.#readRevocations(), now);
    const counted = await this.#readRooms();
    const state = await this.#readState();
    const isCounting = counted.known.length > 0;
    if (!revocations && !isCounting && !state) return this.ctx.storage.deleteAll();
    await Promise.all([
      this.#keep(REVOCATIONS, revocations),
      this.#keep(ROOMS, isCounting ? counted : undefined),
      this.#keep(STATE, state),
      this.ctx.storage.setAlarm(
        Math.min(
          revocations ? nextCheck(revocations, now, SWEEP_PAUSE_MS) : Number.POSITIVE_INFINITY,
          isCounting ? nextCapCheck(counted.known, counted.cap, now) : Number.POSITIVE_INFINITY,
          state?.expiresAt ?? Number.POSITIVE_INFINITY,
        ),
      ),
    ]);
  }

  /** Concurrent calls for the same room share one result. */
  #ensureAgent(room: string): Promise<RejoinState | undefined> {
    const running = this.#rejoins.get(room);
    if (running) return running;
    const started = this.#checkAgent(room).finally(() => this.#rejoins.delete(room));
    this.#rejoins.set(room, started);
    return started;
  }

  async #checkAgent(room: string): Promise<RejoinState | undefined> {
    try {
      const clock = { now: Date.now, sleep: (ms: number) => scheduler.wait(ms) };
      return await ensureAgent(room, this.#livekit(), clock);
    } catch (error) {
      log('error', 'failed to check lasting room', errorFields(error));
      return undefined;
    }
  }

  /** Counts a room against the cap. Rooms over the cap with older tokens are deleted by the alarm. */
  async #countRoom(room: string, cap: { until: number; rooms: number }): Promise<boolean> {
    const known = addRoom((await this.#readRooms()).known, room, cap.until);
    if (!known) return false;
    await this.ctx.storage.put<Counted>(ROOMS, { known, cap: cap.rooms });
    await this.#wakeBy(nextCapCheck(known, cap.rooms, Date.now()));
    return true;
  }

  async #enforceCap(): Promise<void> {
    const names = (await this.#readRooms()).known.map(({ name }) => name);
    if (names.length === 0) return;
    try {
      const rooms = this.#livekit();
      const found = await rooms.find(names);
      const open = new Set(found.map(({ name }) => name));
      // Read again, here and below: another token may have been counted during the call to LiveKit.
      const { known, cap } = await this.#readRooms();
      for (const name of roomsOverCap(known, open, cap)) {
        await rooms.deleteRoom(name);
        open.delete(name);
        log('info', 'room over session cap deleted', { room: name });
      }
      const latest = await this.#readRooms();
      const kept = pruneRooms(latest.known, open, Date.now());
      await this.ctx.storage.put<Counted>(ROOMS, { ...latest, known: kept });
    } catch (error) {
      log('error', 'failed to enforce session cap', errorFields(error));
    }
  }

  /** @returns how many participants were removed, or null when LiveKit does not respond */
  async #sweep(sweeps: readonly Sweep[]): Promise<number | null> {
    if (sweeps.length === 0) return 0;
    let removed: readonly number[] | null;
    try {
      removed = await sweepRooms(sweeps, this.#livekit(), Date.now());
    } catch (error) {
      log('error', 'failed to remove revoked participant', errorFields(error));
      removed = null;
    }
    const toExtend = sweeps.filter((_, index) => removed?.[index] !== 0);
    if (toExtend.length > 0) await this.#extend(toExtend, removed ? 'removed' : 'failed');
    return removed && removed.reduce((sum, count) => sum + count, 0);
  }

  async #extend(sweeps: readonly Sweep[], result: 'removed' | 'failed'): Promise<void> {
    const record = await this.#readRevocations();
    const now = Date.now();
    const extended = record.sweeps.map((sweep) =>
      sweeps.some((other) => isSameSweep(sweep, other)) ? extendSweep(sweep, result, now) : sweep,
    );
    await this.#writeRevocations({ ...record, sweeps: extended });
  }

  async #readRevocations(): Promise<RevocationRecord> {
    const stored = await this.ctx.storage.get<Partial<RevocationRecord>>(REVOCATIONS);
    return stored ? { ...NOTHING_REVOKED, ...stored } : NOTHING_REVOKED;
  }

  /** Atomic: the runtime coalesces writes without I/O between them. */
  async #writeRevocations(record: RevocationRecord): Promise<void> {
    await this.ctx.storage.put(REVOCATIONS, record);
    await this.#wakeBy(nextCheck(record, Date.now(), SWEEP_PAUSE_MS));
  }

  async #readRooms(): Promise<Counted> {
    return (await this.ctx.storage.get<Counted>(ROOMS)) ?? { known: [], cap: 0 };
  }

  /** @returns nothing once the state has expired, even if the alarm is late */
  async #readState(): Promise<StateRecord | undefined> {
    const state = await this.ctx.storage.get<StateRecord>(STATE);
    return state && state.expiresAt > Date.now() ? state : undefined;
  }

  async #saveState(record: StateRecord): Promise<void> {
    await this.ctx.storage.put(STATE, record);
    await this.#wakeBy(record.expiresAt);
  }

  async #keep(key: string, value: unknown): Promise<void> {
    if (value === undefined) await this.ctx.storage.delete(key);
    else await this.ctx.storage.put(key, value);
  }

  async #wakeBy(time: number): Promise<void> {
    const planned = await this.ctx.storage.getAlarm();
    if (planned === null || planned > time) await this.ctx.storage.setAlarm(time);
  }

  /** @throws when the configuration is invalid */
  #livekit(): LiveKitRooms {
    if (!this.#rooms) {
      const result = parseConfig(this.env);
      if (!result.ok) throw new Error('invalid configuration');
      this.#rooms = new LiveKitRooms(result.config.livekit);
    }
    return this.#rooms;
  }
}
