import type { StateWrite, StoredState } from '@bakebot/protocol';

/** What a subject's object keeps of the subject's state. Times are ms since the epoch. */
export type StateRecord = {
  /** Counts erasures: a write from before the last one is rejected. */
  readonly generation: number;
  /** Zero when nothing is stored. */
  readonly version: number;
  readonly updatedAt: number;
  readonly expiresAt: number;
  /** JSON; `undefined` after an erasure. */
  readonly json: string | undefined;
};

export type WriteResult =
  | { readonly outcome: 'stored'; readonly record: StateRecord }
  | { readonly outcome: 'outdated' | 'erased' };

/**
 * Decides on a write: the newer version wins. Without a record, any generation is accepted, because the record is dropped
 * when it expires.
 */
export function writeState(
  record: StateRecord | undefined,
  { generation, version, state }: StateWrite,
  { now, retentionMs }: { readonly now: number; readonly retentionMs: number },
): WriteResult {
  if (record && generation !== record.generation) return { outcome: 'erased' };
  if (record && version <= record.version) return { outcome: 'outdated' };
  const json = JSON.stringify(state);
  const expiresAt = now + retentionMs;
  return { outcome: 'stored', record: { generation, version, updatedAt: now, expiresAt, json } };
}

/** Forgets the state, and remembers for the time of retention that it did: an agent may still hold it. */
export function eraseState(
  record: StateRecord | undefined,
  { now, retentionMs }: { readonly now: number; readonly retentionMs: number },
): StateRecord {
  return {
    generation: (record?.generation ?? 0) + 1,
    version: 0,
    updatedAt: now,
    expiresAt: now + retentionMs,
    json: undefined,
  };
}

/** The record as the agent and the user read it. */
export function toStoredState(record: StateRecord | undefined): StoredState {
  const { generation = 0, version = 0, updatedAt, json } = record ?? {};
  const isStored = json !== undefined && updatedAt !== undefined;
  return {
    generation,
    version,
    updated_at: isStored ? updatedAt : null,
    state: isStored ? JSON.parse(json) : null,
  };
}
