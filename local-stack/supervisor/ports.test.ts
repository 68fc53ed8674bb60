import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPortFree, LOOPBACK, PortClaims } from './ports.ts';

let folder: string;
let listener: Server;

async function listen(host: string): Promise<number> {
  await once(listener.listen(0, host), 'listening');
  const address = listener.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ports-test-'));
  listener = createServer();
});

afterEach(() => {
  listener.close();
  rmSync(folder, { recursive: true });
});

describe('port claims', () => {
  it('claims the next port when the first one is taken on loopback', async () => {
    const taken = await listen(LOOPBACK);
    expect(await new PortClaims(folder).next(taken)).toBeGreaterThan(taken);
  });

  it('treats a port that is taken on all addresses as taken', async () => {
    const taken = await listen('0.0.0.0');
    expect(await isPortFree(taken)).toBe(false);
  });

  it('distinguishes TCP ports from UDP ports', async () => {
    const socket = createSocket('udp4');
    socket.bind(0, LOOPBACK);
    await once(socket, 'listening');
    const { port } = socket.address();
    expect(await isPortFree(port, 'udp')).toBe(false);
    expect(await isPortFree(port, 'tcp')).toBe(true);
    socket.close();
  });

  it('never gives two stacks the same port, even before either listens', async () => {
    const free = await listen(LOOPBACK);
    await new Promise((resolve) => listener.close(resolve));
    const first = await new PortClaims(folder).next(free);
    const second = await new PortClaims(folder).next(free);
    expect(first).toBe(free);
    expect(second).toBeGreaterThan(first);
  });

  it('takes over the claim of a stack that was killed', async () => {
    const free = await listen(LOOPBACK);
    await new Promise((resolve) => listener.close(resolve));
    const claims = new PortClaims(folder);
    await claims.next(free);
    const [file] = claims.files;
    writeFileSync(String(file), '999999999');
    expect(await new PortClaims(folder).next(free)).toBe(free);
  });

  it('leaves no lock file behind when claims are released', async () => {
    const claims = new PortClaims(folder);
    await claims.next(40_000);
    await claims.next(40_000);
    expect([...claims.files].every(existsSync)).toBe(true);
    claims.release();
    expect(readdirSync(folder)).toEqual([]);
  });
});
