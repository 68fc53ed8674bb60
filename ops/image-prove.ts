import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { ROOT, withLocalStack } from '@bakebot/local-stack';
import { buildImage, type Image } from './image/builder.ts';
import { Container } from './image/container.ts';
import { listContext } from './image/context.ts';
import { parseDockerfile } from './image/dockerfile.ts';
import { RootFolder } from './image/root-folder.ts';
import { runSmokeTest } from './smoke/run-smoke-test.ts';

const HELP = `npm run image:prove

Proves the Dockerfile where no Docker runs: carries its steps out in a clean Debian (debootstrap), starts the agent there
as its user, waits for its health check, has it answer a turn through a real LiveKit server, and ends it with SIGTERM.
Needs Linux, root and debootstrap (apt-get install debootstrap). Node's image cannot be had this way: the Node of this
project stands in, in a Debian of the same suite.`;

if (process.argv.length > 2) {
  console.log(HELP);
  process.exit(process.argv[2] === '--help' ? 0 : 2);
}
process.exit(await prove());

async function prove(): Promise<number> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    console.error(HELP);
    return 1;
  }
  const start = performance.now();
  const built: RootFolder[] = [];
  try {
    const image = build(built);
    console.log(`built in ${seconds(start)}: ${image.root.size()} MB, base included`);
    await image.root.withProc(() => runAgent(image));
    console.log(`proved in ${seconds(start)}`);
    return 0;
  } finally {
    built.forEach((root) => root.delete());
  }
}

function build(built: RootFolder[]): Image {
  const files = listContext(ROOT);
  const kilobytes = files.reduce((sum, { size }) => sum + size, 0) / 1024;
  console.log(`context: ${files.length} files, ${kilobytes.toFixed(0)} KB`);
  return buildImage(parseDockerfile(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')), {
    context: { root: ROOT, files },
    begin: ({ name, base }) => {
      const root = baseOf(base).copy(join(tmpdir(), `bakebot-image-${process.pid}-${name}`));
      built.push(root);
      root.addNode(process.execPath, findNpm());
      console.log(`FROM ${base}: ${root.size()} MB`);
      return root;
    },
    onStep: ({ name, text }, ms) => {
      console.log(
        `${name.padEnd(12)}${(ms / 1000).toFixed(1).padStart(5)} s  ${text.slice(0, 80)}`,
      );
    },
  });
}

/** `node:24-bookworm-slim` is Debian bookworm with Node in /usr/local. */
function baseOf(image: string): RootFolder {
  const suite = /-(\w+)-slim$/.exec(image)?.[1];
  if (!suite) throw new Error(`No way to make ${image}.`);
  return RootFolder.debian(join(homedir(), '.cache', 'bakebot', `debian-${suite}`), suite);
}

async function runAgent(image: Image): Promise<void> {
  await withLocalStack({ agent: false }, async ({ plan }, addresses) => {
    const container = new Container(image, {
      LIVEKIT_URL: plan.livekit.url,
      LIVEKIT_API_KEY: plan.livekit.apiKey,
      LIVEKIT_API_SECRET: plan.livekit.apiSecret,
      AGENT_NAME: plan.agentName,
      AGENT_HEALTH_PORT: `${plan.agentPorts.health}`,
      AGENT_IDLE_PROCESSES: '1',
      GOOGLE_API_KEY: plan.googleApiKey,
      GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${plan.emulatorPorts?.api}`,
    });
    try {
      const start = performance.now();
      await container.untilHealthy();
      console.log(`healthy after ${seconds(start)}, as user ${image.user}`);
      const session = { kind: 'sign-in' as const, url: addresses.session_endpoint };
      await runSmokeTest({ url: addresses.token_endpoint, session }, ({ step, ms }) => {
        console.log(`  ✓ ${step.padEnd(9)}${(ms / 1000).toFixed(2)} s`);
      });
    } catch (error) {
      console.error(container.log);
      throw error;
    } finally {
      const start = performance.now();
      console.log(`SIGTERM: ended with ${await container.stop()} after ${seconds(start)}`);
    }
  });
}

function findNpm(): string {
  const command = execFileSync('sh', ['-c', 'readlink -f "$(command -v npm)"'], {
    encoding: 'utf8',
  });
  return join(dirname(command.trim()), '..');
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
