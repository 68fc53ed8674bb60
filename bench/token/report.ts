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
  /** The service alone, with revocation, with revocation and cap; one function; hello; Express. */
  readonly figures: readonly Figures[];
  readonly gzipBytes: number;
  readonly gzipBytesWithoutSdk: number;
  readonly startUpMs: number;
};

const TARGETS = {
  timesOneFunction: 1.3,
  timesExpress: 1,
  timesOneFunctionWithRevocation: 2.6,
  gzipBytesWithoutSdk: 40 * 1024,
  startUpMs: 30,
} as const;

/** The figures as a table, and the targets. */
export function report({ figures, ...facts }: Facts): string {
  const [service, revocation, , oneFunction, , express] = figures;
  if (!service || !revocation || !oneFunction || !express) throw new Error('expected six servers');
  const rows = figures.map((server) => [
    server.name,
    server.requestsPerSecond.toFixed(0),
    server.p50Ms.toFixed(0),
    server.p99Ms.toFixed(0),
    server.cpuMsPerRequest.toFixed(3),
    (server.cpuMsPerRequest / oneFunction.cpuMsPerRequest).toFixed(2),
  ]);
  const { gzipBytes, gzipBytesWithoutSdk, startUpMs } = facts;
  return [
    ...table(['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms/request', '× one function'], rows),
    '',
    compare(times(service, oneFunction), TARGETS.timesOneFunction, 'the CPU of one function'),
    compare(times(service, express), TARGETS.timesExpress, 'the CPU of Express'),
    compare(
      times(revocation, oneFunction),
      TARGETS.timesOneFunctionWithRevocation,
      'the CPU of one function, with revocation',
    ),
    verdict(
      gzipBytesWithoutSdk <= TARGETS.gzipBytesWithoutSdk,
      `${kib(gzipBytesWithoutSdk)} KiB gzip, minified; ${kib(gzipBytes)} with livekit-server-sdk`,
      '≤ 40 KiB without',
    ),
    verdict(startUpMs <= TARGETS.startUpMs, `${startUpMs.toFixed(0)} ms to start up`, '≤ 30 ms'),
  ].join('\n');
}

function times(one: Figures, other: Figures): number {
  return one.cpuMsPerRequest / other.cpuMsPerRequest;
}

function compare(figure: number, target: number, name: string): string {
  return verdict(figure <= target, `${figure.toFixed(2)} × ${name}`, `≤ ${target} ×`);
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
