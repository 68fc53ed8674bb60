import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { LOOPBACK, PortClaims, ROOT } from '@bakebot/local-stack';
import { bundle, measureStartUp } from './bundle.ts';
import { startEmptyLiveKit } from './empty-livekit.ts';
import { load } from './load.ts';
import { type Figures, report } from './report.ts';
import { percentile } from '../table.ts';
import { Server } from './server.ts';
import { SETTINGS } from './settings.ts';

const FIRST_PORT = 9190;
const WARM_UP_SECONDS = 2;
const ROUND_SECONDS = 3;
const ROUNDS = 5;

const CONFIG = join(ROOT, 'wrangler.toml');
/** Enough that no subject reaches the number of rooms that its object remembers. */
const SUBJECTS = 500;

const HAND_WRITTEN_CONFIG = fileURLToPath(new URL('./hand-written.toml', import.meta.url));
const HELLO_CONFIG = fileURLToPath(new URL('./hello.toml', import.meta.url));

/** Settings of the token service that make it ask the subject's Durable Object. */
const REVOCATION = { REVOCATION_KEY: 'revocation-key-for-the-benchmark-alone-3' };
const CAP = { MAX_SESSIONS_PER_SUBJECT: '2' };

/**
 * Measures the token service, as configured in different ways, beside a minimal Hono Worker, an Express server with
 * LiveKit's SDK, and the same job in one hand-written function.
 */
export async function benchToken(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-bench-'));
  const ports = new PortClaims();
  const servers: Server[] = [];
  let livekit: Awaited<ReturnType<typeof startEmptyLiveKit>> | undefined;
  try {
    console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}`);
    const at = (name: string) => join(folder, name);
    const { gzipBytes, gzipBytesWithoutSdk } = await bundle(CONFIG, at('token'));
    await bundle(HELLO_CONFIG, at('hello'));
    await bundle(HAND_WRITTEN_CONFIG, at('hand-written'));
    const startUpMs = await measureStartUp(CONFIG, folder);
    const port = () => ports.next(FIRST_PORT);
    const livekitPort = await port();
    livekit = await startEmptyLiveKit(livekitPort);
    const LIVEKIT_URL = `ws://${LOOPBACK}:${livekitPort}`;
    const startService = async (name: string, settings: Record<string, string>) =>
      Server.startTokenService(name, at('token'), await port(), { ...settings, LIVEKIT_URL });
    for (const start of [
      () => startService('token service', {}),
      () => startService('…with revocation', REVOCATION),
      () => startService('…with revocation and cap', { ...REVOCATION, ...CAP }),
      async () => Server.startWorker('one function', at('hand-written'), await port()),
      async () => Server.startWorker('Hono “hello”', at('hello'), await port()),
      async () => Server.startExpress('Express + SDK', await port()),
    ]) {
      servers.push(await start());
    }
    const figures = await measure(servers, await signSessions());
    console.log(report({ figures, gzipBytes, gzipBytesWithoutSdk, startUpMs }));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    livekit?.close();
    livekit?.closeAllConnections();
    ports.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Alternates between the servers, so that other load on the machine affects all of them. */
async function measure(
  servers: readonly Server[],
  sessions: readonly string[],
): Promise<Figures[]> {
  for (const { url } of servers) await load(url, sessions, WARM_UP_SECONDS);
  const rounds = servers.map((): Figures[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, server] of servers.entries()) {
      rounds[index]?.push(await measureOnce(server, sessions));
    }
  }
  return rounds.map(toMedians);
}

async function measureOnce(server: Server, sessions: readonly string[]): Promise<Figures> {
  const before = server.cpuMs();
  const { failures, requests, ...figures } = await load(server.url, sessions, ROUND_SECONDS);
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

async function signSessions(): Promise<string[]> {
  const secret = new TextEncoder().encode(SETTINGS.SESSION_SECRET);
  return Promise.all(
    Array.from({ length: SUBJECTS }, (_, index) =>
      new SignJWT({ sub: `ada-${index}`, name: 'Ada' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(SETTINGS.SESSION_ISSUER)
        .setAudience(SETTINGS.SESSION_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(secret),
    ),
  );
}
