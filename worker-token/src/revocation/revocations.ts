import { DurableObject } from 'cloudflare:workers';
import type { TextBindings } from '../config/settings.ts';
import { errorFields, log } from '../platform/log.ts';
import { connectRoomService } from '../room/room-service.ts';
import {
  addRevocation,
  isRevoked,
  nextCheck,
  NOTHING_REVOKED,
  prune,
  type RevocationOrder,
  type RevocationRecord,
  type SessionAge,
  type Sweep,
} from './revocation-record.ts';

/** The Durable Object's RPC methods, as its stub offers them. */
export type RevocationsStub = {
  /** @returns how many participants were removed, or null while LiveKit does not respond and the removal is retried */
  revoke(order: RevocationOrder): Promise<number | null>;
  isRevoked(session: SessionAge): Promise<boolean>;
};

/** The part of Cloudflare's namespace that the service uses. */
export type RevocationsNamespace = { getByName(name: string): RevocationsStub };

/** Pause between removals of participants who joined with a token from before the revocation, in ms. */
const SWEEP_PAUSE_MS = 15_000;

const RECORD = 'record';

/**
 * The revocations of one subject; each subject has one object.
 *
 * A Durable Object, because a revocation must hold from the moment it is confirmed, at every location. KV reads can be a
 * minute old, and D1 would put the requests of all users into one queue.
 */
export class Revocations extends DurableObject<TextBindings> implements RevocationsStub {
  async revoke(order: RevocationOrder): Promise<number | null> {
    const record = addRevocation(await this.#read(), order);
    await this.#write(record, order.at);
    return this.#sweep(order.sweep);
  }

  async isRevoked(session: SessionAge): Promise<boolean> {
    return isRevoked(await this.#read(), session);
  }

  override async alarm(): Promise<void> {
    const { sweep } = await this.#read();
    if (sweep) await this.#sweep(sweep);
    // Read again: more may have been revoked during the call to LiveKit.
    const now = Date.now();
    const kept = prune(await this.#read(), now);
    if (kept) await this.#write(kept, now);
    else await this.ctx.storage.deleteAll();
  }

  async #read(): Promise<RevocationRecord> {
    return (await this.ctx.storage.get<RevocationRecord>(RECORD)) ?? NOTHING_REVOKED;
  }

  /** Atomic: the runtime coalesces writes without I/O between them. */
  async #write(record: RevocationRecord, now: number): Promise<void> {
    await Promise.all([
      this.ctx.storage.put(RECORD, record),
      this.ctx.storage.setAlarm(nextCheck(record, now, SWEEP_PAUSE_MS)),
    ]);
  }

  async #sweep({ roomPrefix, identity }: Sweep): Promise<number | null> {
    try {
      return await connectRoomService(this.env).removeFromRooms(roomPrefix, identity);
    } catch (error) {
      log('error', 'failed to remove revoked participant', errorFields(error));
      return null;
    }
  }
}
