import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Terminal } from '../cli/terminal.ts';
import { parseCommandLine, UsageError } from '../cli/usage.ts';
import { legendOf, readDashboard, type Dashboard } from './dashboard.ts';
import { drawDashboard, type DrawnPanel } from './draw.ts';
import { Prometheus } from './prometheus.ts';

export const DASHBOARD_HELP = `npm run dashboard -- --metrics http://127.0.0.1:9464/metrics --out dashboard.html [--seconds 60]

Draws ops/observe/grafana-dashboard.json without a Grafana: lets a Prometheus of this machine (Debian: apt-get install
prometheus) watch an agent for so long, asks it what each panel asks, and writes a page. Every [5m] and [1h] is half a minute
here. Ends with 1 when a panel has no data: talk to the agent meanwhile, in the playground or with npm run smoke.`;

const OPTIONS = {
  metrics: { type: 'string' },
  out: { type: 'string' },
  seconds: { type: 'string', default: '60' },
  help: { type: 'boolean', short: 'h' },
} as const;

const PROMETHEUS_PORT = 19_090;

/** @throws {UsageError} */
export async function runDashboard(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseCommandLine(args, OPTIONS);
  if (values.help) {
    terminal.line(DASHBOARD_HELP);
    return 0;
  }
  if (!values.metrics || !values.out) throw new UsageError('Say --metrics and --out.');
  const prometheus = await Prometheus.start(new URL(values.metrics), PROMETHEUS_PORT);
  try {
    const since = new Date();
    await delay(Number(values.seconds) * 1000);
    const { title, panels } = readDashboard();
    const drawn = await Promise.all(panels.map((panel) => ask(prometheus, panel, since)));
    writeFileSync(values.out, drawDashboard(title, drawn));
    const empty = drawn.filter(({ type, lines }) => type !== 'row' && lines.length === 0);
    for (const panel of empty) terminal.line(`no data: ${panel.title}`);
    terminal.line(`${drawn.length} panels in ${values.out}`);
    return empty.length === 0 ? 0 : 1;
  } finally {
    await prometheus.stop();
  }
}

async function ask(
  prometheus: Prometheus,
  panel: Dashboard['panels'][number],
  since: Date,
): Promise<DrawnPanel> {
  const { title, type, gridPos, targets, fieldConfig } = panel;
  const results = targets.map(async ({ expr, legendFormat }) => {
    const lines = await prometheus.range(expr, since);
    return lines.map((series) => ({ legend: legendOf(legendFormat, series.labels), series }));
  });
  const unit = fieldConfig?.defaults.unit ?? 'short';
  return { title, type, unit, gridPos, lines: (await Promise.all(results)).flat() };
}
