import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { ROOT } from '@bakebot/local-stack';
import { hasTool } from '../testing/installed-tool.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Series of the metrics in the first column of the table. A histogram has three, a counter and a gauge one. */
const documented = new Set(
  [...read('docs/telemetry.md').matchAll(/^\| `(\w+)` +\| (counter|gauge|histogram)/gm)].flatMap(
    ([, name = '', kind]) =>
      kind === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name],
  ),
);
const metricsIn = (query: string): string[] => query.match(/\b(?:bakebot|process)_\w+/g) ?? [];

const Dashboard = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      type: z.enum(['row', 'stat', 'timeseries']),
      description: z.string().min(10).optional(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).default([]),
    }),
  ),
});
const { panels } = Dashboard.parse(JSON.parse(read('ops/observe/grafana-dashboard.json')));
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

describe('the Grafana dashboard', () => {
  it.each(charts)(
    'queries only documented metrics in the panel "$title"',
    ({ targets, description }) => {
      expect(description).toBeDefined();
      const metrics = targets.flatMap(({ expr }) => metricsIn(expr));
      expect(metrics.length).toBeGreaterThan(0);
      expect(metrics.filter((metric) => !documented.has(metric))).toEqual([]);
    },
  );

  it('shows every metric of the agent on the dashboard', () => {
    const shown = new Set(
      charts.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr))),
    );
    const missing = [...documented].filter(
      (metric) => !/_(sum|count)$/.test(metric) && !shown.has(metric),
    );
    expect(missing).toEqual([]);
  });

  it('overlaps no panels of the dashboard', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

describe('the alerts', () => {
  it.each(rules)(
    'queries only documented metrics and names an existing runbook in the alert $alert',
    ({ expr, annotations }) => {
      expect(metricsIn(expr).filter((metric) => !documented.has(metric))).toEqual([]);
      expect(existsSync(join(ROOT, annotations.runbook))).toBe(true);
    },
  );

  it.each(rules)(
    'lists the alert $alert in docs/observe.md with its severity',
    ({ alert, labels }) => {
      expect(read('docs/observe.md')).toMatch(
        new RegExp(`\`${alert}\` +\\|[^\\n]*\`${labels.severity}\``),
      );
    },
  );

  it.runIf(hasTool('promtool', 'apt-get install prometheus'))(
    'fires the alerts as alerts.test.yaml expects (promtool)',
    () => {
      const file = join(ROOT, 'ops/observe/alerts.test.yaml');
      const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], {
        encoding: 'utf8',
      });
      expect({ status, output: stdout + stderr }).toMatchObject({ status: 0 });
    },
  );
});

describe('the OpenTelemetry collector', () => {
  it('configures every component of the collector’s pipelines, and removes content from traces', () => {
    const Components = z.record(z.string(), z.unknown());
    const Names = z.array(z.string());
    const config = z
      .object({
        receivers: Components,
        processors: Components,
        exporters: Components,
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
