import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ROOT, toolEnvironment } from '@bakebot/local-stack';

export interface ToolResult {
  passed: boolean;
  /** What the tool printed, on either stream. */
  output: string;
  /** What to know of a check that passed. */
  note?: string;
}

/** Runs one of the project's tools in the root folder, to its end. */
export async function runTool(command: string, args: readonly string[]): Promise<ToolResult> {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...toolEnvironment(), ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'close');
  return { passed: code === 0, output: (await output).join('').trim() };
}
