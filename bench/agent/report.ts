import { bar, percentile, table } from '../table.ts';
import type { AgentName } from './kitchen.ts';

/** All that is measured of an agent, in ms. */
export const FIGURES = [
  'token → listening',
  'typed → acknowledged',
  'typed → first text',
  'typed → first sound',
  'release → first sound',
  'press → silence',
  'end of speech → first sound',
  'barge-in → silence',
] as const;

export type FigureName = (typeof FIGURES)[number];

/** What was measured of one agent. */
export class Figures {
  readonly #values = new Map<FigureName, number[]>();

  note(name: FigureName, value: number): void {
    this.#values.set(name, [...this.of(name), value]);
  }

  of(name: FigureName): readonly number[] {
    return this.#values.get(name) ?? [];
  }
}

/** What our agent must reach: at most so many times the bare agent's. */
const RATIO_BARS: readonly [FigureName, number][] = [
  ['typed → first text', 1.2],
  ['typed → first sound', 1.2],
  ['release → first sound', 0.5],
];

/** What it must reach in ms. */
const MS_BARS: readonly [FigureName, number][] = [
  ['typed → acknowledged', 200],
  ['press → silence', 250],
  ['barge-in → silence', 250],
];

/** Medians and 95th percentiles of both agents side by side, and how they stand to the bars. */
export function report({ bakebot, bare }: Record<AgentName, Figures>): string {
  const isMeasured = (name: FigureName) => bakebot.of(name).length > 0;
  const ratio = (name: FigureName) =>
    percentile(bakebot.of(name), 50) / percentile(bare.of(name), 50);
  const rows = FIGURES.filter(isMeasured).map((name) =>
    [bakebot, bare]
      .flatMap((figures) => [50, 95].map((percent) => percentile(figures.of(name), percent)))
      .map((value) => shown(value, 0))
      .toSpliced(0, 0, name)
      .concat(shown(ratio(name), 2)),
  );
  const ratioBars = RATIO_BARS.filter(([name]) => isMeasured(name)).map(([name, most]) =>
    bar(
      ratio(name) <= most,
      `${name} takes ${ratio(name).toFixed(2)} × the bare agent’s`,
      `≤ ${most} ×`,
    ),
  );
  const msBars = MS_BARS.filter(([name]) => isMeasured(name)).map(([name, most]) => {
    const ms = percentile(bakebot.of(name), 50);
    return bar(ms <= most, `${name} takes ${ms.toFixed(0)} ms`, `≤ ${most} ms`);
  });
  return [
    ...table(['ms', 'BakeBot p50', 'p95', 'bare p50', 'p95', 'ratio'], rows),
    '',
    ...ratioBars,
    ...msBars,
  ].join('\n');
}

/** Some things the bare agent does not do at all. */
function shown(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(digits);
}
