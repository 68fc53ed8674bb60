import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { SecretValues } from '../secrets/values.ts';

const State = z.object({
  /** Marks what this rotation makes, so that a step that was cut off finds its own work again. */
  tag: z.string(),
  salt: z.string(),
  /** Of each secret, so that a rotation that goes on is given the same ones. Tells nothing about them. */
  fingerprints: z.record(z.string(), z.string()),
  /** Finished steps, with when (ms since the epoch). */
  done: z.record(z.string(), z.number()),
  /** What steps leave for later ones: version ids, never a secret. */
  notes: z.record(z.string(), z.string()),
});
type State = z.infer<typeof State>;

/** A rotation was continued with other secrets than it began with. */
class OtherSecretsError extends Error {
  override name = 'OtherSecretsError' as const;
  readonly code = 'other_secrets';
}

/** What a rotation has done, in a file: it can be interrupted anywhere, and goes on where it was. */
export class Journal {
  readonly #path: string;
  readonly #state: State;

  private constructor(path: string, state: State) {
    this.#path = path;
    this.#state = state;
  }

  /** Opens the rotation's file, or begins one. */
  static open(path: string, name: string): Journal {
    return new Journal(path, read(path) ?? begin(name));
  }

  get tag(): string {
    return this.#state.tag;
  }

  /** When a step was finished, in ms since the epoch; undefined when it was not. */
  doneAt(step: string): number | undefined {
    return this.#state.done[step];
  }

  note(name: string): string | undefined {
    return this.#state.notes[name];
  }

  takeNote(name: string, value: string): void {
    this.#state.notes[name] = value;
    this.#write();
  }

  finish(step: string, now: number): void {
    this.#state.done[step] = now;
    this.#write();
  }

  /** @throws {OtherSecretsError} when these are not the secrets that the rotation began with. */
  recognise(values: SecretValues): void {
    for (const [name, value] of Object.entries(values)) {
      const fingerprint = createHmac('sha256', this.#state.salt).update(value).digest('hex');
      this.#state.fingerprints[name] ??= fingerprint;
      if (this.#state.fingerprints[name] === fingerprint) continue;
      throw new OtherSecretsError(
        `${name} is not the one that this rotation began with. Go on with that one, or begin anew: remove ${this.#path}`,
      );
    }
  }

  /** The rotation is over: nothing is left to remember. */
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

function begin(name: string): State {
  const id = randomBytes(4).toString('hex');
  const salt = randomBytes(16).toString('hex');
  return { tag: `${name}-${id}`, salt, fingerprints: {}, done: {}, notes: {} };
}

function read(path: string): State | undefined {
  try {
    return State.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
