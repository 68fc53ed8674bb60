import { styleText } from 'node:util';
import type { ToolResult } from './run-tool.ts';

/** Runs a check and shows how it went. @returns whether it passed */
export async function report(name: string, run: () => Promise<ToolResult>): Promise<boolean> {
  const start = performance.now();
  const { passed, output, note = '' } = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5);
  const mark = passed ? styleText('green', '✓') : styleText('red', '✗');
  console.log(`${mark} ${name.padEnd(30)}${seconds} s  ${note}`.trimEnd());
  if (!passed) console.log(`${output.replaceAll(/^/gm, '    ')}\n`);
  return passed;
}
