import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@bakebot/local-stack';
import { Redaction } from '../cli/redaction.ts';
import type { Terminal } from '../cli/terminal.ts';
import { Tools } from '../cli/tools.ts';
import type { SmokeTest, SmokeTestOptions } from '../smoke/step.ts';
import { FakeTools, type FakeState } from './fake-tools.ts';

/** The context of an operator's command, with fakes of the terminal, the tools, the clock and the smoke test. */
export class TestContext {
  readonly tools: FakeTools;
  readonly redaction = new Redaction();
  /** Everything that was printed to the terminal. */
  shown = '';
  /** The operator's answer to every question. */
  answer = true;
  readonly smokeTests: SmokeTestOptions[] = [];
  /** Throws to make a smoke test fail. */
  onSmokeTest: (options: SmokeTestOptions) => void = () => {};
  clock = Date.parse('2026-06-01T12:00:00Z');

  constructor(state?: Partial<FakeState>) {
    this.tools = new FakeTools(state);
    this.#writeConfiguration();
  }

  readonly terminal: Terminal = {
    line: (text) => {
      this.shown += `${text}\n`;
    },
    confirm: async () => this.answer,
  };

  readonly smoke: SmokeTest = async (options) => {
    this.smokeTests.push(options);
    this.onSmokeTest(options);
  };

  /** The argument of the commands. */
  get context() {
    const { terminal, redaction, smoke } = this;
    return {
      root: this.tools.folder,
      environment: { SESSION_JWT: 'eyJ-of-the-operator' },
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

  /** Copies of the project's own files, with the values that an operator fills in. */
  #writeConfiguration(): void {
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

  /** Writes an operator's file of secrets. */
  secretsFile(values: Record<string, string>, mode = 0o600): string {
    const path = join(this.tools.folder, 'values.env');
    const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(path, lines.join(''), { mode });
    return path;
  }
}
