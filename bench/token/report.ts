import { table, verdict } from '../table.ts';

/** Medians of one server over all rounds. */
export type Figures = {
  readonly name: string;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerRequest: number;
};

export type Facts = {
  readonly worker: Figures;
  readonly ceiling: Figures;
  readonly express: Figures;
  readonly gzipBytes: number;
  readonly startUpMs: number;
};

const TARGETS = {
  shareOfCeiling: 0.8,
  timesExpressPerCore: 2,
  gzipBytes: 60 * 1024,
  startUpMs: 30,
} as const;

/** The figures as a table, and the targets. */
export function report(facts: Facts): string {
  const { worker, ceiling, express, gzipBytes, startUpMs } = facts;
  const rows = [worker, ceiling, express].map((figures) => [
    figures.name,
    figures.requestsPerSecond.toFixed(0),
    figures.p50Ms.toFixed(0),
    figures.p99Ms.toFixed(0),
    figures.cpuMsPerRequest.toFixed(3),
  ]);
  const share = worker.requestsPerSecond / ceiling.requestsPerSecond;
  const times = express.cpuMsPerRequest / worker.cpuMsPerRequest;
  const verdicts = [
    verdict(
      share >= TARGETS.shareOfCeiling,
      `${percent(share)} of the ceiling’s requests/s`,
      '≥ 80 %',
    ),
    verdict(
      times >= TARGETS.timesExpressPerCore,
      `${times.toFixed(1)} × Express per core`,
      '≥ 2 ×',
    ),
    verdict(gzipBytes <= TARGETS.gzipBytes, `${kib(gzipBytes)} KiB gzip, minified`, '≤ 60 KiB'),
    verdict(startUpMs <= TARGETS.startUpMs, `${startUpMs.toFixed(0)} ms to start up`, '≤ 30 ms'),
  ];
  return [
    ...table(['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms/request'], rows),
    '',
    ...verdicts,
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
