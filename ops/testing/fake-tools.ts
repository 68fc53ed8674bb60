import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unknownParts } from './known-commands.ts';

/** One call of a fake tool. */
export interface Call {
  tool: string;
  args: string[];
  /** Standard input. */
  input: string;
  /** Content and permissions of the `--secrets-file`. */
  file?: string;
  mode?: number;
}

/** The state of Cloudflare, LiveKit and git. */
export interface FakeState {
  versions: { id: string; tag?: string; message?: string; secrets: Record<string, string> }[];
  traffic: Record<string, number>;
  agent: {
    secrets: Record<string, string>;
    versions: { version: string; current?: boolean; attributes: Record<string, string> }[];
  };
  git: { head: string; changes: string; log: string };
  /** The call that fails, counted from 1, before or after it takes effect. */
  fail?: { call: number; when: 'before' | 'after' };
  /** Every command line with this prefix fails. */
  broken?: string;
}

const INITIAL: FakeState = {
  versions: [{ id: 'version-1', tag: 'aaaaaaaaaaaa', secrets: { SESSION_SECRET: 'set' } }],
  traffic: { 'version-1': 100 },
  agent: {
    secrets: { GOOGLE_API_KEY: 'set' },
    versions: [{ version: 'v1', current: true, attributes: { git_commit: 'a'.repeat(40) } }],
  },
  git: { head: 'b'.repeat(40), changes: '', log: 'bbbbbbb Bake better' },
};

/** A folder with fake `wrangler`, `lk`, `git` and `npm`. */
export class FakeTools {
  readonly folder = mkdtempSync(join(tmpdir(), 'bakebot-fake-tools-'));

  constructor(state: Partial<FakeState> = {}) {
    const script = fileURLToPath(new URL('./fake-tool.mjs', import.meta.url));
    mkdirSync(join(this.folder, 'bin'));
    for (const tool of ['wrangler', 'lk', 'git', 'npm']) {
      const path = join(this.folder, 'bin', tool);
      writeFileSync(path, `#!/bin/sh\nexec node '${script}' '${this.folder}' ${tool} "$@"\n`);
      chmodSync(path, 0o755);
    }
    writeFileSync(join(this.folder, 'calls.jsonl'), '');
    this.state = { ...structuredClone(INITIAL), ...state };
  }

  /** PATH, with the fakes first. */
  get path(): string {
    return [join(this.folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(
      delimiter,
    );
  }

  get state(): FakeState {
    return JSON.parse(readFileSync(join(this.folder, 'state.json'), 'utf8'));
  }

  set state(state: FakeState) {
    writeFileSync(join(this.folder, 'state.json'), JSON.stringify(state));
  }

  change(state: Partial<FakeState>): void {
    this.state = { ...this.state, ...state };
  }

  get calls(): Call[] {
    const lines = readFileSync(join(this.folder, 'calls.jsonl'), 'utf8').trim().split('\n');
    return lines.filter(Boolean).map((line) => JSON.parse(line));
  }

  get commands(): string[] {
    return this.calls.map(({ tool, args }) => [tool, ...args].join(' '));
  }

  /** The secrets of the version with all of the traffic. */
  get liveSecrets(): Record<string, string> {
    const { traffic, versions } = this.state;
    const [id] = Object.entries(traffic).find(([, share]) => share === 100) ?? [];
    return versions.find((version) => version.id === id)?.secrets ?? {};
  }

  /** @throws when a command was run that the real tool does not know */
  delete(): void {
    const unknown = this.calls
      .filter(({ tool }) => tool === 'lk' || tool === 'wrangler')
      .flatMap(({ tool, args }) => unknownParts(tool, args));
    if (unknown.length > 0) throw new Error(`unknown to the real tools: ${unknown.join(', ')}`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
