import type { EvalResult } from './run-case.ts';

/** The results as Markdown tables: passed cases by group, and failures with their faults. */
export function toTable(results: readonly EvalResult[]): string {
  const groups = Map.groupBy(results, ({ evalCase }) => evalCase.group);
  const lines = ['| group | passed | of |', '| --- | ---: | ---: |'];
  for (const [group, all] of groups) lines.push(`| ${group} | ${passed(all)} | ${all.length} |`);
  lines.push(`| **all** | **${passed(results)}** | **${results.length}** |`);
  const failures = results.filter(({ faults }) => faults.length > 0);
  if (failures.length === 0) return lines.join('\n');
  const rows = failures.map(
    ({ evalCase, faults, observed }) =>
      `| ${evalCase.group} | ${evalCase.name} | ${cell(faults.join('; '))} | ${cell(observed.text)} |`,
  );
  return [
    ...lines,
    '',
    '| group | failed | why | answer |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function passed(results: readonly EvalResult[]): number {
  return results.filter(({ faults }) => faults.length === 0).length;
}

/** Longest text in a cell. */
const MAX_CELL = 160;

function cell(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll('|', '\\|').slice(0, MAX_CELL);
}
