import { readdirSync, readFileSync } from 'node:fs';

/** What a process has used, as Linux counts it. */
export interface ProcessUse {
  pid: number;
  kind: 'worker' | 'inference' | 'job';
  /** Its own memory and its share of what it shares (PSS), in MB. */
  memoryMb: number;
  /** Processor time since it began, in seconds. */
  cpuSeconds: number;
}

/** Linux counts processor time in hundredths of a second on every machine that we know. */
const TICKS_PER_SECOND = 100;

/** The agent's processes of one run, by a variable that they have inherited. */
export function agentProcesses(mark: string): ProcessUse[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(pid, 'environ').split('\0').includes(mark))
    .flatMap((pid) => {
      const kind = kindOf(read(pid, 'cmdline').replaceAll('\0', ' '));
      return kind
        ? [{ pid: Number(pid), kind, memoryMb: memoryOf(pid), cpuSeconds: cpuOf(pid) }]
        : [];
    });
}

function kindOf(command: string): ProcessUse['kind'] | undefined {
  if (command.includes('job_proc_lazy_main')) return 'job';
  if (command.includes('inference_proc_lazy_main')) return 'inference';
  return command.includes('agent/src/main.ts start') ? 'worker' : undefined;
}

function memoryOf(pid: string): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? '0';
  return Number(kilobytes) / 1024;
}

function cpuOf(pid: string): number {
  // What follows the name, which may hold anything: user and system time are the 14th and 15th field of all.
  const fields = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
