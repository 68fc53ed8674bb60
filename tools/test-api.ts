import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createSession,
  PortClaims,
  Supervisor,
  TOKEN_SERVICE_PORT,
  tokenService,
  tokenServiceUrl,
} from '@bakebot/local-stack';
import { execa } from 'execa';
import { runCommand } from './run-command.ts';

const HELP = `npm run test:api -- [options of schemathesis run]

Runs the token service's Worker, and lets schemathesis (https://schemathesis.io) send it whatever openapi.json allows,
and whatever it does not.`;

const CONFIG = fileURLToPath(new URL('./test-api/schemathesis.toml', import.meta.url));

const SCHEMATHESIS = 'schemathesis==4.32.5';

/** Commands that run a Python program from PyPI without installing it for good. */
const RUNNERS = [
  ['uvx', SCHEMATHESIS],
  ['pipx', 'run', SCHEMATHESIS],
] as const;

class RunnerMissingError extends Error {
  override name = 'RunnerMissingError' as const;
  readonly code = 'runner_missing';
}

process.exitCode = await runCommand(HELP, testApi);

async function testApi(args: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-test-api-'));
  const ports = new PortClaims();
  const stack = new Supervisor();
  try {
    const [command, ...first] = await findRunner();
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
    const { exitCode } = await execa(
      command,
      [
        ...first,
        '--config-file',
        CONFIG,
        'run',
        ...args,
        new URL('/openapi.json', tokenServiceUrl(port)).href,
      ],
      {
        cwd: folder,
        env: {
          SESSION: await createSession({ sub: randomUUID() }, session),
          REVOCATION_KEY: revocationKey,
        },
        stdio: 'inherit',
        reject: false,
      },
    );
    return exitCode ?? 1;
  } catch (error) {
    if (!(error instanceof RunnerMissingError)) throw error;
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
    // No server: calls of LiveKit fail, which the API must survive.
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

/** @throws {RunnerMissingError} */
async function findRunner(): Promise<(typeof RUNNERS)[number]> {
  for (const runner of RUNNERS) {
    const { exitCode } = await execa(runner[0], ['--version'], { reject: false });
    if (exitCode === 0) return runner;
  }
  throw new RunnerMissingError(
    'npm run test:api runs schemathesis with uvx (https://docs.astral.sh/uv) or pipx (https://pipx.pypa.io): install either.',
  );
}
