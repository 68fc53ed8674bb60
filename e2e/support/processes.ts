import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface RunningProcess {
  pid: number;
  command: string;
}

/** All processes whose environment has `NAME=value`, which children inherit. Linux only. */
export function processesWith(variable: string): RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(pid, 'environ').split('\0').includes(variable))
    .map((pid) => ({
      pid: Number(pid),
      command: read(pid, 'cmdline').replaceAll('\0', ' ').trim(),
    }));
}

/** Whether a process has an open UDP socket, which only WebRTC media uses here. */
export function hasUdpSocket(pid: number): boolean {
  const tables = ['udp', 'udp6'].map((protocol) => read(String(pid), `net/${protocol}`)).join('\n');
  // The tenth column is the socket's inode.
  const sockets = new Set(
    tables.split('\n').map((line) => `socket:[${line.trim().split(/\s+/)[9]}]`),
  );
  return openFiles(pid).some((file) => sockets.has(file));
}

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).map((file) => readlinkSync(`${folder}/${file}`));
  } catch {
    return [];
  }
}

/** Empty for a process that has exited or belongs to another user. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
