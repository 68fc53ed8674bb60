import { execa } from 'execa';
import * as z from 'zod';
import { ROOT } from '@bakebot/local-stack';
import { STOP_TIMEOUT_MS, type ImageEngine, type RunningImage } from './engine.ts';

const IMAGE = 'bakebot-agent:prove';

/** `["CMD", …]`, the exec form of HEALTHCHECK. */
const HealthCheck = z.tuple([z.literal('CMD')], z.string());

/** Docker, if its engine responds; the command alone is not enough. */
export async function findDocker(): Promise<ImageEngine | undefined> {
  const { exitCode } = await execa('docker', ['info'], { reject: false, timeout: 10_000 });
  return exitCode === 0 ? { name: 'Docker', build, run } : undefined;
}

async function build(): Promise<void> {
  await execa('docker', ['build', '--tag', IMAGE, '.'], {
    cwd: ROOT,
    env: { DOCKER_BUILDKIT: '1' },
    stdout: 'inherit',
    stderr: 'inherit',
  });
}

async function run(env: Readonly<Record<string, string>>): Promise<RunningImage> {
  const variables = Object.keys(env).flatMap((name) => ['--env', name]);
  // Values come from this process's environment, because `ps` shows arguments.
  const { stdout: id } = await execa(
    'docker',
    ['run', '--detach', '--network', 'host', ...variables, IMAGE],
    { env },
  );
  const format = '{{json .Config.Healthcheck.Test}}';
  const { stdout } = await execa('docker', ['inspect', '--format', format, id]);
  const [, ...healthCheck] = HealthCheck.parse(JSON.parse(stdout));
  return {
    isHealthy: async () => {
      const { exitCode } = await execa('docker', ['exec', id, ...healthCheck], { reject: false });
      return exitCode === 0;
    },
    log: async () => (await execa('docker', ['logs', id], { all: true })).all,
    stop: async () => {
      await execa('docker', ['stop', '-t', `${STOP_TIMEOUT_MS / 1000}`, id]);
      const inspected = await execa('docker', ['inspect', '--format', '{{.State.ExitCode}}', id]);
      await execa('docker', ['rm', '--force', id]);
      return Number(inspected.stdout);
    },
  };
}
