import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { PortClaims, ROOT } from '@bakebot/local-stack';
import { bundle, measureStartUp } from './bundle.ts';
import { load } from './load.ts';
import { type Figures, report } from './report.ts';
import { percentile } from '../table.ts';
import { Server } from './server.ts';
import { SETTINGS } from './settings.ts';

const FIRST_PORT = 9190;
const WARM_UP_SECONDS = 3;
const ROUND_SECONDS = 5;
const ROUNDS = 5;

const CONFIG = join(ROOT, 'wrangler.toml');
const HELLO_CONFIG = fileURLToPath(new URL('./hello.toml', import.meta.url));

/** Measures the token service beside a minimal Hono Worker, and beside an Express server with LiveKit's SDK. */
export async function benchToken(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-bench-'));
  const ports = new PortClaims();
  const servers: Server[] = [];
  try {
    console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}`);
    const gzipBytes = await bundle(CONFIG, join(folder, 'token'));
    await bundle(HELLO_CONFIG, join(folder, 'hello'));
    const startUpMs = await measureStartUp(CONFIG, folder);
    const port = () => ports.next(FIRST_PORT);
    for (const start of [
      async () => Server.startWorker('token service', join(folder, 'token'), await port()),
      async () => Server.startWorker('Hono “hello”', join(folder, 'hello'), await port()),
      async () => Server.startExpress('Express + SDK', await port()),
    ]) {
      servers.push(await start());
    }
    const [worker, ceiling, express] = await measure(servers, await signSession());
    if (!worker || !ceiling || !express) throw new Error('expected three servers');
    console.log(report({ worker, ceiling, express, gzipBytes, startUpMs }));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    ports.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Alternates between the servers, so that other load on the machine affects all of them. */
async function measure(servers: readonly Server[], session: string): Promise<Figures[]> {
  for (const { url } of servers) await load(url, session, WARM_UP_SECONDS);
  const rounds = servers.map((): Figures[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, server] of servers.entries()) {
      rounds[index]?.push(await measureOnce(server, session));
    }
  }
  return rounds.map(toMedians);
}

async function measureOnce(server: Server, session: string): Promise<Figures> {
  const before = server.cpuMs();
  const { failures, requests, ...figures } = await load(server.url, session, ROUND_SECONDS);
  if (failures > 0) throw new Error(`${server.name} failed ${failures} requests`);
  return {
    name: server.name,
    ...figures,
    cpuMsPerRequest: (server.cpuMs() - before) / requests,
  };
}

function toMedians(rounds: readonly Figures[]): Figures {
  const of = (name: Exclude<keyof Figures, 'name'>) =>
    percentile(
      rounds.map((round) => round[name]),
      50,
    );
  return {
    name: rounds[0]?.name ?? '',
    requestsPerSecond: of('requestsPerSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    cpuMsPerRequest: of('cpuMsPerRequest'),
  };
}

async function signSession(): Promise<string> {
  return new SignJWT({ sub: 'ada', name: 'Ada' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(SETTINGS.SESSION_ISSUER)
    .setAudience(SETTINGS.SESSION_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(SETTINGS.SESSION_SECRET));
}
