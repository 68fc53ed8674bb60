import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { ROOT } from '../cli/tools.ts';
import { legendOf, readDashboard } from './dashboard.ts';
import { drawDashboard, format } from './draw.ts';

// Programs are started, each a second's work on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Names in the first column of the guide's table. A histogram has three series, a counter one. */
const documented = new Set(
  [...read('docs/telemetry.md').matchAll(/^\| `(\w+)` +\| (counter|gauge|histogram)/gm)].flatMap(
    ([, name = '', kind]) =>
      kind === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name],
  ),
);
const metricsIn = (query: string): string[] => query.match(/\b(?:bakebot|process)_\w+/g) ?? [];

const { panels } = readDashboard();
const charts = panels.filter(({ type }) => type !== 'row');

const Alerts = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          labels: z.object({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.object({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const rules = Alerts.parse(parse(read('ops/observe/alerts.yaml'))).groups.flatMap(
  (group) => group.rules,
);

describe('the dashboard', () => {
  it.each(charts)('asks in "$title" for metrics that there are', ({ targets, description }) => {
    expect(description).toBeDefined();
    const metrics = targets.flatMap(({ expr }) => metricsIn(expr));
    expect(metrics.length).toBeGreaterThan(0);
    expect(metrics.filter((metric) => !documented.has(metric))).toEqual([]);
  });

  it('shows every metric that the agent has', () => {
    const shown = new Set(
      charts.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr))),
    );
    const unseen = [...documented].filter(
      (metric) => !/_(sum|count)$/.test(metric) && !shown.has(metric),
    );
    expect(unseen).toEqual([]);
  });

  it('has no panel on top of another', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

describe('the drawn dashboard', () => {
  it('has each panel where it belongs, its lines, and its values in their unit', () => {
    const page = drawDashboard('BakeBot', [
      {
        title: 'First <word>',
        type: 'timeseries',
        unit: 's',
        gridPos: { x: 12, y: 1, w: 12, h: 8 },
        lines: [
          {
            legend: 'text',
            series: {
              labels: {},
              points: [
                [0, 1],
                [1, 2],
              ],
            },
          },
        ],
      },
      {
        title: 'Cost',
        type: 'stat',
        unit: 'currencyUSD',
        gridPos: { x: 0, y: 1, w: 12, h: 8 },
        lines: [],
      },
    ]);
    expect(page).toContain('First &lt;word>');
    expect(page).toContain('left:50%');
    expect(page).toMatch(/<path d="M60.0 [\d.]+L690.0 /);
    expect(page).toContain('no data');
  });

  it.each([
    [0.05, 'percentunit', '5.0 %'],
    [0.25, 's', '250 ms'],
    [2.5, 's', '2.5 s'],
    [1.5, 'currencyUSD', '$1.5'],
    [1024 ** 2, 'bytes', '1 MiB'],
  ])('shows %f %s as %s', (value, unit, text) => {
    expect(format(value, unit)).toBe(text);
  });

  it('names lines by their labels', () => {
    expect(legendOf('{{kind}} {{code}}', { kind: 'voice', code: '' })).toBe('voice none');
  });
});

describe('the alerts', () => {
  it.each(rules)(
    '$alert is about metrics that there are, and leads to a runbook',
    ({ expr, annotations }) => {
      expect(metricsIn(expr).filter((metric) => !documented.has(metric))).toEqual([]);
      expect(existsSync(join(ROOT, annotations.runbook))).toBe(true);
    },
  );

  it.each(rules)('$alert stands in the guide, with its severity', ({ alert, labels }) => {
    expect(read('docs/observe.md')).toMatch(
      new RegExp(`\`${alert}\` +\\|[^\\n]*\`${labels.severity}\``),
    );
  });

  const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
  it.skipIf(!hasPromtool)('ring when they should, and only then (promtool)', () => {
    const file = join(ROOT, 'ops/observe/alerts.test.yaml');
    expect(execFileSync('promtool', ['test', 'rules', file], { encoding: 'utf8' })).toContain(
      'SUCCESS',
    );
  });
});

describe('the collector', () => {
  it('has every part that its pipelines name, and sends no content on', () => {
    const Part = z.record(z.string(), z.unknown());
    const Names = z.array(z.string());
    const config = z
      .object({
        receivers: Part,
        processors: Part,
        exporters: Part,
        service: z.object({
          pipelines: z.record(
            z.string(),
            z.object({ receivers: Names, processors: Names, exporters: Names }),
          ),
        }),
      })
      .parse(parse(read('ops/observe/otel-collector.yaml')));
    for (const pipeline of Object.values(config.service.pipelines)) {
      for (const kind of ['receivers', 'processors', 'exporters'] as const) {
        expect(Object.keys(config[kind])).toEqual(expect.arrayContaining(pipeline[kind]));
      }
    }
    expect(config.service.pipelines['traces']?.processors).toContain('attributes/no_content');
  });
});
