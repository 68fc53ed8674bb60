import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { cacheFolder } from './paths.ts';
import { acquirePidLock } from './pid-lock.mjs';

/** Where every part listens, and nowhere else: the stack is for this machine only. */
export const LOOPBACK = '127.0.0.1';

/** How many ports above the wished one are tried. */
const MAX_TRIES = 100;

/** Not where temporary files are: a process may have its own such folder, and all of this user's must see each other's claims. */
export const CLAIMS_FOLDER = join(cacheFolder(), 'ports');

export type Transport = 'tcp' | 'udp';

/**
 * Hands out free ports, and remembers them on disk as long as this process lives, so that two stacks that start at the
 * same moment never choose the same port before either has bound it.
 */
export class PortClaims {
  readonly #folder: string;
  readonly #files = new Set<string>();

  constructor(folder = CLAIMS_FOLDER) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  /** The wished port when it is free, else the next one that is. */
  async next(wished: number, transport: Transport = 'tcp'): Promise<number> {
    for (let port = wished; port < wished + MAX_TRIES && port <= 65_535; port++) {
      if (!this.#acquirePidLock(port)) continue;
      if (await isPortFree(port, transport)) return port;
      this.#release(this.#file(port));
    }
    throw new Error(
      `No free port from ${wished} to ${wished + MAX_TRIES - 1}. End what listens there.`,
    );
  }

  /** The files that stand for the claims. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  release(): void {
    for (const file of this.#files) this.#release(file);
  }

  #acquirePidLock(port: number): boolean {
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

/** Whether a server could listen on the port now, on this machine alone and on all its addresses. */
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
