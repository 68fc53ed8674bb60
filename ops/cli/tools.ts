import { execa } from 'execa';
import { ROOT, toolEnvironment } from '@bakebot/local-stack';
import type { Redaction } from './redaction.ts';

/** The programs that the operators' commands run. */
export type ToolName = 'wrangler' | 'lk' | 'git' | 'npm';

const HOW_TO_INSTALL: Readonly<Record<ToolName, string>> = {
  wrangler: 'It is part of this project. Run: npm ci',
  lk: 'Install it: https://docs.livekit.io/home/cli/ (brew install livekit-cli).',
  git: 'Install it: https://git-scm.com',
  npm: 'It is part of Node: https://nodejs.org',
};

/** A tool is not installed, or exited with an error. */
export class ToolError extends Error {
  override name = 'ToolError' as const;
  readonly code = 'tool_failed';
}

export interface ToolsOptions {
  /** Replaces PATH; by default the project's own tools come first. */
  path?: string;
  environment?: NodeJS.ProcessEnv;
  /** Receives each command line before it runs. */
  onCommand?: (commandLine: string) => void;
  redaction: Redaction;
}

/** Runs other programs. Secrets reach them on standard input or in files, never as arguments. */
export class Tools {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #onCommand: (commandLine: string) => void;
  readonly #redaction: Redaction;

  constructor({ path, environment, onCommand = () => {}, redaction }: ToolsOptions) {
    this.#environment = { ...toolEnvironment(), ...environment, ...(path && { PATH: path }) };
    this.#onCommand = onCommand;
    this.#redaction = redaction;
  }

  /**
   * Runs a tool in the checkout and resolves with its standard output.
   *
   * @throws {ToolError} with the tool's redacted output.
   */
  async run(tool: ToolName, args: readonly string[], input = ''): Promise<string> {
    this.#redaction.assertNotIn(args);
    this.#onCommand(commandLine(tool, args));
    const result = await execa(tool, args, {
      cwd: ROOT,
      env: this.#environment,
      extendEnv: false,
      input,
      stripFinalNewline: false,
      reject: false,
    });
    if (result.exitCode === 0) return result.stdout;
    if (result.code === 'ENOENT')
      throw new ToolError(`${tool} is not installed. ${HOW_TO_INSTALL[tool]}`);
    const output = this.#redaction.redact(`${result.stdout}\n${result.stderr}`.trim());
    const cause =
      result.exitCode === undefined ? result.shortMessage : `exit code ${result.exitCode}`;
    throw new ToolError(`${commandLine(tool, args)} failed (${cause}):\n${output}`);
  }
}

/** A command as an operator would type it. */
export function commandLine(tool: ToolName, args: readonly string[]): string {
  const quoted = args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : JSON.stringify(arg)));
  return [tool === 'wrangler' ? 'npx wrangler' : tool, ...quoted].join(' ');
}
