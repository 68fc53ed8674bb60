import { DurableObject } from 'cloudflare:workers';
import type { Bindings } from '../bindings.ts';
import { errorFields, log } from '../log.ts';
import { connectRoomService } from '../room/connect-room-service.ts';
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

/** How often rooms are looked for in which a token from before the revocation was used, in ms. */
const SWEEP_PAUSE_MS = 15_000;

const RECORD = 'record';

/**
 * What is revoked of one subject: one object for each.
 *
 * A Durable Object, because a revocation must hold from the moment in which it was confirmed, wherever the next request
 * comes in. KV is a minute late, and D1 would put everybody's requests into one queue.
 */
export class Revocations extends DurableObject<Bindings> {
  /** @returns how many participants were removed, or null if LiveKit could not be reached and is tried again */
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
    // Read again: while LiveKit was asked, more may have been revoked.
    const now = Date.now();
    const kept = prune(await this.#read(), now);
    if (kept) await this.#write(kept, now);
    else await this.ctx.storage.deleteAll();
  }

  async #read(): Promise<RevocationRecord> {
    return (await this.ctx.storage.get<RevocationRecord>(RECORD)) ?? NOTHING_REVOKED;
  }

  /** Both are written together or not at all: the runtime joins writes with no I/O between them. */
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
      log('error', 'revoked participant could not be removed yet', errorFields(error));
      return null;
    }
  }
}
