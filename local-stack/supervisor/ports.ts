import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { cacheFolder } from './paths.ts';
import { acquirePidLock } from './pid-lock.mjs';

/** All services listen on loopback only. */
export const LOOPBACK = '127.0.0.1';

/** How many consecutive ports are tried. */
const MAX_TRIES = 100;

/** One for all stacks of this user. The temporary folder will not do: TMPDIR may differ between processes. */
export const CLAIMS_FOLDER = join(cacheFolder(), 'ports');

export type Transport = 'tcp' | 'udp';

/**
 * Allocates free ports, each with a PID lock, so that two stacks that start at the same time never get the same port
 * before either has bound it.
 */
export class PortClaims {
  readonly #folder: string;
  readonly #files = new Set<string>();

  constructor(folder = CLAIMS_FOLDER) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  /** Claims the first free port from `first` on. */
  async next(first: number, transport: Transport = 'tcp'): Promise<number> {
    for (let port = first; port < first + MAX_TRIES && port <= 65_535; port++) {
      if (!this.#claim(port)) continue;
      if (await isPortFree(port, transport)) return port;
      this.#release(this.#file(port));
    }
    throw new Error(
      `No free port from ${first} to ${first + MAX_TRIES - 1}. Stop a process that listens there.`,
    );
  }

  /** The lock files of all claimed ports. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  release(): void {
    for (const file of this.#files) this.#release(file);
  }

  #claim(port: number): boolean {
    const file = this.#file(port);
    if (this.#files.has(file) || !acquirePidLock(file)) return false;
    this.#files.add(file);
    return true;
  }

  #file(port: number): string {
    return join(this.#folder, `${port}`);
  }

  #release(file: string): void {
    this.#files.delete(file);
    rmSync(file, { force: true });
  }
}

/** Whether a server could bind the port now, on loopback and on all addresses. */
export async function isPortFree(port: number, transport: Transport = 'tcp'): Promise<boolean> {
  const canBind = transport === 'tcp' ? canListen : canBindUdp;
  return (await canBind(port, LOOPBACK)) && (await canBind(port, '0.0.0.0'));
}

async function canListen(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen({ port, host, exclusive: true }), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

async function canBindUdp(port: number, address: string): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    const listening = once(socket, 'listening');
    socket.bind({ port, address, exclusive: true });
    await listening;
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
