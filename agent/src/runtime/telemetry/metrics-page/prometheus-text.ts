import type { Point } from './measurements.ts';
import type { Series } from './metric-aggregator.ts';

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const PROMETHEUS_TEXT = 'text/plain; version=0.0.4; charset=utf-8';

export type Gauge = { readonly name: string; readonly description: string; readonly value: number };

/** Prometheus suffixes of OpenTelemetry units: `bakebot.turn.duration`, `s` → `bakebot_turn_duration_seconds`. */
const UNIT_SUFFIXES: Readonly<Record<string, string>> = {
  s: '_seconds',
  By: '_bytes',
  USD: '_usd',
};

export function toPrometheusText(series: Iterable<Series>, gauges: readonly Gauge[]): string {
  const lines = [...[...series].flatMap(linesOf), ...gauges.flatMap(gaugeLines)];
  return `${lines.join('\n')}\n`;
}

function linesOf({ name, unit, description, points }: Series): string[] {
  const all = [...points.values()];
  const type = all[0]?.type;
  if (type === undefined) return [];
  const base = `${name.replaceAll('.', '_')}${UNIT_SUFFIXES[unit] ?? ''}`;
  const full = type === 'sum' ? `${base}_total` : base;
  return [
    `# HELP ${full} ${description}`,
    `# TYPE ${full} ${type === 'sum' ? 'counter' : 'histogram'}`,
    ...all.flatMap((point) => pointLines(full, point)),
  ];
}

function pointLines(name: string, point: Point): string[] {
  const labels = labelsOf(point.attributes);
  if (point.type === 'sum') return [`${name}${inBraces(labels)} ${point.value}`];
  let below = 0;
  const buckets = [...point.bounds.map(String), '+Inf'].map((bound, index) => {
    below += point.counts[index] ?? 0;
    return `${name}_bucket${inBraces([...labels, `le="${bound}"`])} ${below}`;
  });
  return [
    ...buckets,
    `${name}_sum${inBraces(labels)} ${point.sum}`,
    `${name}_count${inBraces(labels)} ${point.count}`,
  ];
}

function gaugeLines({ name, description, value }: Gauge): string[] {
  return [`# HELP ${name} ${description}`, `# TYPE ${name} gauge`, `${name} ${value}`];
}

function labelsOf(attributes: Point['attributes']): string[] {
  return Object.entries(attributes).map(([name, value]) => `${name}="${escape(String(value))}"`);
}

function inBraces(labels: readonly string[]): string {
  return labels.length > 0 ? `{${labels.join(',')}}` : '';
}

function escape(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
