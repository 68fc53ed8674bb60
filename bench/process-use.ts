import { readdirSync, readFileSync } from 'node:fs';

/** Memory and processor time of one agent process. */
export type ProcessUse = {
  readonly pid: number;
  readonly kind: 'worker' | 'inference' | 'job';
  /** Proportional set size (PSS): shared memory counts once. */
  readonly memoryMb: number;
  /** Since the process started. */
  readonly cpuSeconds: number;
};

/** USER_HZ of Linux on all supported architectures. */
const TICKS_PER_SECOND = 100;

/** The worker, inference and job processes whose environment has all these `NAME=value` pairs. Linux only. */
export function agentProcesses(...variables: readonly string[]): ProcessUse[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const environment = new Set(read(pid, 'environ').split('\0'));
      return variables.every((variable) => environment.has(variable));
    })
    .flatMap((pid) => {
      const kind = kindOf(read(pid, 'cmdline').replaceAll('\0', ' '));
      return kind
        ? [{ pid: Number(pid), kind, memoryMb: memoryMb(pid), cpuSeconds: cpuSeconds(Number(pid)) }]
        : [];
    });
}

/** User and system time of a process, all threads. Linux only. */
export function cpuSeconds(pid: number): number {
  // Fields 14 and 15, counted after the name, which may contain anything: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const fields = read(String(pid), 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

function kindOf(command: string): ProcessUse['kind'] | undefined {
  if (command.includes('job_proc_lazy_main')) return 'job';
  if (command.includes('inference_proc_lazy_main')) return 'inference';
  return /(agent\/src\/main|bare-agent)\.ts start/.test(command) ? 'worker' : undefined;
}

function memoryMb(pid: string): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024;
}

/** Empty for a process that has exited. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
