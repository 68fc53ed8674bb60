import { percentile, table, verdict } from '../table.ts';
import type { AgentName } from './testbed.ts';

/** In ms. */
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

/** The measurements of one agent. */
export class Figures {
  readonly #values = new Map<FigureName, number[]>();

  add(name: FigureName, value: number): void {
    this.#values.set(name, [...this.of(name), value]);
  }

  of(name: FigureName): readonly number[] {
    return this.#values.get(name) ?? [];
  }
}

/** At limit this many times the bare agent's median. */
const RATIO_TARGETS: readonly [FigureName, number][] = [
  ['typed → first text', 1.2],
  ['typed → first sound', 1.2],
  ['release → first sound', 0.5],
];

/** Medians, in ms. */
const MS_TARGETS: readonly [FigureName, number][] = [
  ['typed → acknowledged', 200],
  ['press → silence', 250],
  ['barge-in → silence', 250],
];

/** Medians and 95th percentiles of both agents side by side, and the targets. */
export function report({ bakebot, bare }: Record<AgentName, Figures>): string {
  const isMeasured = (name: FigureName) => bakebot.of(name).length > 0;
  const ratio = (name: FigureName) =>
    percentile(bakebot.of(name), 50) / percentile(bare.of(name), 50);
  const rows = FIGURES.filter(isMeasured).map((name) =>
    [bakebot, bare]
      .flatMap((figures) => [50, 95].map((percent) => percentile(figures.of(name), percent)))
      .map((value) => format(value, 0))
      .toSpliced(0, 0, name)
      .concat(format(ratio(name), 2)),
  );
  const ratioVerdicts = RATIO_TARGETS.filter(([name]) => isMeasured(name)).map(([name, limit]) =>
    verdict(
      ratio(name) <= limit,
      `${name} takes ${ratio(name).toFixed(2)} × the bare agent’s`,
      `≤ ${limit} ×`,
    ),
  );
  const msVerdicts = MS_TARGETS.filter(([name]) => isMeasured(name)).map(([name, limit]) => {
    const ms = percentile(bakebot.of(name), 50);
    return verdict(ms <= limit, `${name} takes ${ms.toFixed(0)} ms`, `≤ ${limit} ms`);
  });
  return [
    ...table(['ms', 'BakeBot p50', 'p95', 'bare p50', 'p95', 'ratio'], rows),
    '',
    ...ratioVerdicts,
    ...msVerdicts,
  ].join('\n');
}

/** A dash for what the bare agent does not do. */
function format(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(digits);
}
