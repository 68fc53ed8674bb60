import type { Measurement, Point, Report } from './measurements.ts';

/** One instrument's totals over all jobs. */
export type Series = Omit<Measurement, 'points'> & { readonly points: ReadonlyMap<string, Point> };

type Total = Omit<Measurement, 'points'> & { readonly points: Map<string, Point> };

/** Adds up the reports of a worker's jobs. */
export class MetricAggregator {
  readonly #totals = new Map<string, Total>();

  add(report: Report): void {
    for (const { points, ...about } of report) {
      const total = this.#totals.get(about.name) ?? { ...about, points: new Map() };
      this.#totals.set(about.name, total);
      for (const point of points) {
        const key = JSON.stringify(
          Object.entries(point.attributes).toSorted(([a], [b]) => a.localeCompare(b)),
        );
        total.points.set(key, sum(total.points.get(key), point));
      }
    }
  }

  series(): Iterable<Series> {
    return this.#totals.values();
  }
}

function sum(total: Point | undefined, added: Point): Point {
  if (total?.type === 'sum' && added.type === 'sum') {
    return { ...total, value: total.value + added.value };
  }
  if (total?.type === 'histogram' && added.type === 'histogram') {
    return {
      ...total,
      sum: total.sum + added.sum,
      count: total.count + added.count,
      counts: total.counts.map((count, index) => count + (added.counts[index] ?? 0)),
    };
  }
  return added;
}
