import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Terminal } from '../cli/terminal.ts';
import { ROOT, Tools } from '../cli/tools.ts';
import { Redaction } from '../cli/redaction.ts';
import type { SmokeOptions, SmokeTest } from '../smoke/smoke-test.ts';
import { FakeTools, type FakeState } from './fake-tools.ts';

/** Everything that an operator's command touches, with fakes at its ends. */
export class Rehearsal {
  readonly tools: FakeTools;
  readonly redaction = new Redaction();
  /** What the operator has seen. */
  shown = '';
  /** What the operator answers. */
  answer = true;
  readonly smokeTests: SmokeOptions[] = [];
  /** Throws for a smoke test that should fail. */
  judge: (options: SmokeOptions) => void = () => {};
  clock = Date.parse('2026-06-01T12:00:00Z');

  constructor(state?: Partial<FakeState>) {
    this.tools = new FakeTools(state);
    this.#configure();
  }

  readonly terminal: Terminal = {
    line: (text) => {
      this.shown += `${text}\n`;
    },
    confirm: async () => this.answer,
  };

  readonly smoke: SmokeTest = async (options) => {
    this.smokeTests.push(options);
    this.judge(options);
  };

  get deps() {
    const { terminal, redaction, smoke } = this;
    return {
      root: this.tools.folder,
      environment: { SESSION_JWT: 'eyJ-of-somebody' },
      terminal,
      redaction,
      smoke,
      tools: new Tools({
        path: this.tools.path,
        redaction,
        onCommand: (line) => terminal.line(`> ${line}`),
      }),
      now: () => this.clock,
      journalFolder: join(this.tools.folder, 'journal'),
    };
  }

  /** The project's own files, filled in as an operator would. */
  #configure(): void {
    const worker = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
      .replaceAll('SESSION_ISSUER = ""', 'SESSION_ISSUER = "https://sign-in.example.com"')
      .replaceAll('SESSION_AUDIENCE = ""', 'SESSION_AUDIENCE = "bakebot"')
      .replace('# routes =', 'routes =');
    writeFileSync(join(this.tools.folder, 'wrangler.toml'), worker);
    for (const name of ['livekit.toml', 'livekit.staging.toml']) {
      const agent = readFileSync(join(ROOT, name), 'utf8')
        .replace('subdomain = ""', 'subdomain = "bakebot"')
        .replace('id = ""', 'id = "CA_1"');
      writeFileSync(join(this.tools.folder, name), agent);
    }
  }

  /** A file of secrets as an operator would write it. */
  secretsFile(values: Record<string, string>, mode = 0o600): string {
    const path = join(this.tools.folder, 'values.env');
    const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(path, lines.join(''), { mode });
    return path;
  }
}
