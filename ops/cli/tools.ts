import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Redaction } from './redaction.ts';

/** The checkout's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The programs that operators' commands use. */
export type ToolName = 'wrangler' | 'lk' | 'git' | 'npm';

/** What to do when it cannot be found. */
const HOW_TO_GET: Readonly<Record<ToolName, string>> = {
  wrangler: 'It comes with the project: run "npm ci".',
  lk: 'Install it: https://docs.livekit.io/home/cli/ (brew install livekit-cli).',
  git: 'Install it: https://git-scm.com',
  npm: 'It comes with Node: https://nodejs.org',
};

/** A tool could not be run, or said no. */
export class ToolError extends Error {
  override name = 'ToolError' as const;
  readonly code = 'tool_failed';
}

export interface ToolsOptions {
  /** Where programs are looked for; the project's own first. */
  path?: string;
  environment?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Is told of each command before it runs. */
  onCommand?: (commandLine: string) => void;
  redaction: Redaction;
}

/** Runs other programs. Secrets reach them on standard input or in files only, never among the arguments. */
export class Tools {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #cwd: string;
  readonly #onCommand: (commandLine: string) => void;
  readonly #redaction: Redaction;

  constructor({ path, environment, cwd, onCommand, redaction }: ToolsOptions) {
    this.#environment = { ...(environment ?? process.env), PATH: path ?? toolPath() };
    this.#cwd = cwd ?? ROOT;
    this.#onCommand = onCommand ?? (() => {});
    this.#redaction = redaction;
  }

  /**
   * Runs a tool to its end and resolves with its standard output.
   *
   * @throws {ToolError} with what it printed, secrets withheld.
   */
  async run(tool: ToolName, args: readonly string[], input?: string): Promise<string> {
    this.#redaction.refuse(args);
    this.#onCommand(commandLine(tool, args));
    const child = spawn(tool, args, {
      cwd: this.#cwd,
      env: this.#environment,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // A tool may end without reading what it is given.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('close', resolve);
      child.once('error', (error) => {
        reject(new ToolError(`${tool} cannot be run (${error.message}). ${HOW_TO_GET[tool]}`));
      });
    });
    const [stdout, stderr] = await output;
    if (code === 0) return stdout;
    const said = this.#redaction.withhold(`${stdout}\n${stderr}`.trim());
    throw new ToolError(`${commandLine(tool, args)} failed (exit code ${code}):\n${said}`);
  }
}

/** A command as an operator would type it. */
export function commandLine(tool: ToolName, args: readonly string[]): string {
  const quoted = args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : JSON.stringify(arg)));
  return [tool === 'wrangler' ? 'npx wrangler' : tool, ...quoted].join(' ');
}

/** The project's own Node and tools before whatever else is installed. */
function toolPath(): string {
  return [dirname(process.execPath), join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(
    delimiter,
  );
}
