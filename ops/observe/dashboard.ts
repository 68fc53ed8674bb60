import { readFileSync } from 'node:fs';
import * as z from 'zod';

const Dashboard = z.object({
  title: z.string(),
  panels: z.array(
    z.object({
      title: z.string(),
      type: z.enum(['row', 'stat', 'timeseries']),
      description: z.string().min(10).optional(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      fieldConfig: z.object({ defaults: z.object({ unit: z.string() }) }).optional(),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
    }),
  ),
});

/** The dashboard that Grafana imports, as far as we use it. */
export type Dashboard = z.infer<typeof Dashboard>;

export function readDashboard(): Dashboard {
  const file = new URL('./grafana-dashboard.json', import.meta.url);
  return Dashboard.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** `{{label}}` in a legend stands for that label's value. */
export function legendOf(format: string, labels: Readonly<Record<string, string>>): string {
  return format.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => labels[name] || 'none');
}
