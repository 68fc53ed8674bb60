import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToEnd } from './bootstrap/processes.mjs';
import {
  createSession,
  PortClaims,
  Supervisor,
  TOKEN_SERVICE_PORT,
  tokenService,
  tokenServiceUrl,
} from '@bakebot/local-stack';
import { installSchemathesis, PythonMissingError } from './test-api/schemathesis.ts';

const HELP = `npm run test:api -- [options of schemathesis run]

Runs the token service's Worker, and lets schemathesis (https://schemathesis.io) send it whatever openapi.json allows,
and whatever it does not.`;

const CONFIG = fileURLToPath(new URL('./test-api/schemathesis.toml', import.meta.url));

process.exitCode = await testApi(process.argv.slice(2));

async function testApi(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-test-api-'));
  const ports = new PortClaims();
  const stack = new Supervisor();
  try {
    const command = await installSchemathesis();
    const session = { secret: secret(), issuer: 'test-api', audience: 'test-api' };
    const revocationKey = secret();
    const port = await ports.next(TOKEN_SERVICE_PORT);
    await stack.start(
      tokenService(port, bindings(session), {
        ...process.env,
        REVOCATION_KEY: revocationKey,
        TMPDIR: folder,
      }),
    );
    const { code } = await runToEnd(
      command,
      [
        '--config-file',
        CONFIG,
        'run',
        ...args,
        new URL('/openapi.json', tokenServiceUrl(port)).href,
      ],
      {
        cwd: folder,
        env: {
          ...process.env,
          SESSION: await createSession({ sub: randomUUID() }, session),
          REVOCATION_KEY: revocationKey,
        },
        stdio: 'inherit',
      },
    );
    return code;
  } catch (error) {
    if (!(error instanceof PythonMissingError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await stack.stop();
    ports.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

function bindings(session: { secret: string; issuer: string; audience: string }) {
  return {
    // Nobody listens there: what is asked of LiveKit fails, as it may.
    LIVEKIT_URL: 'ws://127.0.0.1:1',
    LIVEKIT_API_KEY: 'test-key',
    LIVEKIT_API_SECRET: secret(),
    AGENT_NAME: 'bakebot',
    SESSION_ALGORITHM: 'HS256',
    SESSION_SECRET: session.secret,
    SESSION_ISSUER: session.issuer,
    SESSION_AUDIENCE: session.audience,
    ALLOWED_ORIGINS: '',
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
