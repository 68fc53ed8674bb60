import { setTimeout as delay } from 'node:timers/promises';
import { ROOT, withLocalStack, type LocalStack } from '@bakebot/local-stack';
import { parseCommandLine, UsageError } from '../cli/command-line.ts';
import type { Terminal } from '../cli/terminal.ts';
import { findBuildah } from '../image/buildah.ts';
import { listContext } from '../image/context.ts';
import { findDocker } from '../image/docker.ts';
import { ImageEngineError, type ImageEngine, type RunningImage } from '../image/engine.ts';
import type { SmokeTest } from '../smoke/step.ts';

export const IMAGE_PROVE_HELP = `npm run image:prove

Builds the agent's image, starts it beside the local stack, waits for its health check, runs the smoke test with it, and
stops it with SIGTERM.

Builds with Docker if its engine runs. Otherwise with Debian's buildah, which needs Linux and root:
  apt-get install buildah debootstrap
Without a registry the base image is a stand-in: the same Debian, from debootstrap, with this machine's Node and npm.`;

const HEALTH_INTERVAL_MS = 500;
const HEALTHY_WITHIN_MS = 60_000;

export interface ImageProveContext {
  terminal: Terminal;
  smoke: SmokeTest;
}

/** @throws {UsageError} @throws {ImageEngineError} */
export async function proveImage(
  args: readonly string[],
  { terminal, smoke }: ImageProveContext,
): Promise<number> {
  if (parseCommandLine(args, {}).positionals.length > 0)
    throw new UsageError('image:prove has no arguments.');
  const engine = await findEngine();
  const files = listContext(ROOT);
  const kilobytes = files.reduce((sum, { size }) => sum + size, 0) / 1024;
  terminal.line(`building with ${engine.name}: ${files.length} files, ${kilobytes.toFixed(0)} KB`);
  const start = performance.now();
  await engine.build();
  terminal.line(`built in ${seconds(start)}`);
  await withLocalStack({ agent: false }, async (stack, addresses) => {
    const image = await engine.run(agentEnvironment(stack));
    try {
      const started = performance.now();
      await untilHealthy(image);
      terminal.line(`healthy after ${seconds(started)}`);
      const { token_endpoint: url, session_endpoint: signIn } = addresses;
      await smoke({ url, session: { kind: 'sign-in', url: signIn } }, ({ step, ms }) => {
        terminal.line(`  ✓ ${step.padEnd(9)}${(ms / 1000).toFixed(2)} s`);
      });
    } catch (error) {
      terminal.line(await image.log());
      throw error;
    } finally {
      const stopping = performance.now();
      const exitCode = await image.stop();
      terminal.line(`exited with ${exitCode} ${seconds(stopping)} after SIGTERM`);
    }
  });
  return 0;
}

async function findEngine(): Promise<ImageEngine> {
  const engine = (await findDocker()) ?? (await findBuildah());
  if (engine) return engine;
  throw new ImageEngineError(
    'Found nothing to build the image with. Start Docker, or, on Linux as root:\n' +
      '  apt-get install buildah debootstrap',
  );
}

function agentEnvironment({ plan }: LocalStack): Record<string, string> {
  return {
    LIVEKIT_URL: plan.livekit.url,
    LIVEKIT_API_KEY: plan.livekit.apiKey,
    LIVEKIT_API_SECRET: plan.livekit.apiSecret,
    AGENT_NAME: plan.agentName,
    AGENT_HEALTH_PORT: `${plan.agentPorts.health}`,
    AGENT_IDLE_PROCESSES: '1',
    GOOGLE_API_KEY: plan.googleApiKey,
    GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${plan.emulatorPorts?.api}`,
  };
}

async function untilHealthy(image: RunningImage): Promise<void> {
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  while (!(await image.isHealthy())) {
    if (Date.now() > deadline)
      throw new Error(`the image is not healthy after ${HEALTHY_WITHIN_MS / 1000} s`);
    await delay(HEALTH_INTERVAL_MS);
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
