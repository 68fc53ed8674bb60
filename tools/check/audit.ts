import * as z from 'zod';
import { runTool, type ToolResult } from './run-tool.ts';

const Report = z.object({
  metadata: z.object({
    vulnerabilities: z.object({ high: z.number(), critical: z.number() }),
  }),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string() })),
});

/**
 * Asks npm's registry for known weaknesses of the packages that are not for development only. A registry that cannot be
 * reached, or does not tell, is no reason to fail: the next one does.
 */
export async function checkAudit(): Promise<ToolResult> {
  const { output } = await runTool('npm', [
    'audit',
    '--json',
    '--omit=dev',
    '--fetch-retries=0',
    '--fetch-timeout=15000',
  ]);
  return judgeAudit(output);
}

export function judgeAudit(output: string): ToolResult {
  const report = Report.safeParse(parseJson(output)).data;
  if (!report) return { passed: true, output: '', note: 'not asked: the registry does not answer' };
  const { high, critical } = report.metadata.vulnerabilities;
  const names = Object.entries(report.vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity }]) => `${name}: ${severity}`);
  return { passed: high + critical === 0, output: [...names, 'Run: npm audit'].join('\n') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
