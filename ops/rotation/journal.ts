import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { SecretValues } from '../secrets/values.ts';

const State = z.object({
  /** Tags the versions that this rotation creates, so that an interrupted step finds its own version. */
  tag: z.string(),
  salt: z.string(),
  /** Salted fingerprint of each secret, which does not reveal it, to detect that a later run gets other secrets. */
  fingerprints: z.record(z.string(), z.string()),
  /** Completion time of each finished step, in ms since the epoch. */
  done: z.record(z.string(), z.number()),
  /** What steps store for later ones: version ids, never a secret. */
  notes: z.record(z.string(), z.string()),
});
type State = z.infer<typeof State>;

/** A rotation was continued with other secrets than it began with. */
class SecretMismatchError extends Error {
  override name = 'SecretMismatchError' as const;
  readonly code = 'secret_mismatch';
}

/** The progress of one rotation, in a file: the rotation can be interrupted anywhere and continued. */
export class Journal {
  readonly #path: string;
  readonly #state: State;

  private constructor(path: string, state: State) {
    this.#path = path;
    this.#state = state;
  }

  /** Reads the journal of an unfinished rotation, or begins a new one. */
  static open(path: string, rotation: string): Journal {
    return new Journal(path, read(path) ?? newState(rotation));
  }

  get tag(): string {
    return this.#state.tag;
  }

  /** In ms since the epoch; undefined for an unfinished step. */
  doneAt(step: string): number | undefined {
    return this.#state.done[step];
  }

  note(name: string): string | undefined {
    return this.#state.notes[name];
  }

  setNote(name: string, value: string): void {
    this.#state.notes[name] = value;
    this.#write();
  }

  finish(step: string, now: number): void {
    this.#state.done[step] = now;
    this.#write();
  }

  /** @throws {SecretMismatchError} when these are not the secrets that the rotation began with. */
  requireSameSecrets(values: SecretValues): void {
    for (const [name, value] of Object.entries(values)) {
      const fingerprint = createHmac('sha256', this.#state.salt).update(value).digest('hex');
      this.#state.fingerprints[name] ??= fingerprint;
      if (this.#state.fingerprints[name] === fingerprint) continue;
      throw new SecretMismatchError(
        `${name} differs from the value that this rotation began with. Continue with that value, or delete ${this.#path} to start over.`,
      );
    }
  }

  /** Deletes the journal of a completed rotation. */
  close(): void {
    rmSync(this.#path, { force: true });
  }

  #write(): void {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const unfinished = `${this.#path}.new`;
    writeFileSync(unfinished, `${JSON.stringify(this.#state, null, 2)}\n`, { mode: 0o600 });
    renameSync(unfinished, this.#path);
  }
}

function newState(rotation: string): State {
  const id = randomBytes(4).toString('hex');
  const salt = randomBytes(16).toString('hex');
  return { tag: `${rotation}-${id}`, salt, fingerprints: {}, done: {}, notes: {} };
}

function read(path: string): State | undefined {
  try {
    return State.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
