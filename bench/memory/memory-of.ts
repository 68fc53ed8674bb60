import { readdirSync, readFileSync } from 'node:fs';

/**
 * Memory of all processes that an agent's worker has started, itself included, in MB: their proportional set size, which
 * counts what they share once. Linux only.
 */
export function memoryOf(agentName: string): number {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => read(pid, 'environ').split('\0').includes(`AGENT_NAME=${agentName}`))
    .map((pid) => Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024)
    .reduce((sum, megabytes) => sum + megabytes, 0);
}

/** Empty for a process that has ended meanwhile. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
