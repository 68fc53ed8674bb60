import { bar, percentile, table } from '../table.ts';
import type { AgentName } from './kitchen.ts';

/** All that is measured of an agent, in ms. */
export const FIGURES = [
  'token → listening',
  'typed → first text',
  'typed → first sound',
  'release → first sound',
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

/** What our agent must reach: at most so many times the bare agent's, or so many ms. */
const BARS = { typed: 1.2, release: 0.5, bargeInMs: 250 } as const;

/** Medians and 95th percentiles of both agents side by side, and how they stand to the bars. */
export function report({ bakebot, bare }: Record<AgentName, Figures>): string {
  const ratio = (name: FigureName) =>
    percentile(bakebot.of(name), 50) / percentile(bare.of(name), 50);
  const rows = FIGURES.map((name) =>
    [
      percentile(bakebot.of(name), 50),
      percentile(bakebot.of(name), 95),
      percentile(bare.of(name), 50),
      percentile(bare.of(name), 95),
    ]
      .map((value) => value.toFixed(0))
      .toSpliced(0, 0, name)
      .concat(ratio(name).toFixed(2)),
  );
  const typed = ratio('typed → first text');
  const release = ratio('release → first sound');
  const bargeInMs = percentile(bakebot.of('barge-in → silence'), 50);
  return [
    ...table(['', 'BakeBot p50', 'p95', 'bare p50', 'p95', 'ratio'], rows),
    '',
    bar(
      typed <= BARS.typed,
      `a typed turn takes ${typed.toFixed(2)} × the bare agent’s`,
      '≤ 1.2 ×',
    ),
    bar(
      release <= BARS.release,
      `release → sound takes ${release.toFixed(2)} × the bare agent’s`,
      '≤ 0.5 ×',
    ),
    bar(bargeInMs <= BARS.bargeInMs, `${bargeInMs.toFixed(0)} ms to fall silent`, '≤ 250 ms'),
  ].join('\n');
}
