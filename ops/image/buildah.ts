import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { execa } from 'execa';
import * as z from 'zod';
import { cacheFolder, ROOT } from '@bakebot/local-stack';
import { makeDebianRoot } from './debian-root.ts';
import { STOP_TIMEOUT_MS, type ImageEngine, type RunningImage } from './engine.ts';

const IMAGE = 'localhost/bakebot-agent:prove';

/** Base images and layers, apart from the machine's own: our base image is not the official one. */
const STORAGE = join(cacheFolder(), 'buildah');
const STORAGE_OPTIONS = ['--root', join(STORAGE, 'storage'), '--runroot', join(STORAGE, 'run')];

/** Works without overlay mounts, user namespaces and a container runtime, as in an unprivileged container. */
const ENVIRONMENT = { STORAGE_DRIVER: 'vfs', BUILDAH_ISOLATION: 'chroot' };

const Inspected = z.object({
  Docker: z.object({
    config: z.object({
      Cmd: z.array(z.string()),
      Healthcheck: z.object({ Test: z.tuple([z.literal('CMD')], z.string()) }),
    }),
  }),
});

/** Debian's buildah and debootstrap, which need Linux and root, but no Docker engine. */
export async function findBuildah(): Promise<ImageEngine | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const versions = ['buildah', 'debootstrap'].map((tool) =>
    execa(tool, ['--version'], { reject: false }),
  );
  const isInstalled = (await Promise.all(versions)).every(({ exitCode }) => exitCode === 0);
  return isInstalled ? { name: 'buildah', build, run } : undefined;
}

async function build(): Promise<void> {
  // Leftovers of runs that were killed.
  await buildah(['rm', '--all']);
  await buildah(['rmi', '--prune']);
  await ensureBaseImage();
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-image-'));
  try {
    // The OCI format has no HEALTHCHECK.
    const options = ['--format', 'docker', '--pull-never', '--network', 'host', '--tag', IMAGE];
    const args = ['build', ...options, ...npmVolumes(folder), ROOT];
    await execa('buildah', [...STORAGE_OPTIONS, ...args], {
      env: ENVIRONMENT,
      stdout: 'inherit',
      stderr: 'inherit',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Mounts this machine's npm registry, credentials and certificate authorities into the build steps. */
function npmVolumes(folder: string): string[] {
  const certificates = join(folder, 'ca.pem');
  writeFileSync(certificates, getCACertificates('default').join('\n'));
  const userConfig = join(homedir(), '.npmrc');
  const own = existsSync(userConfig) ? readFileSync(userConfig, 'utf8') : '';
  const registry = process.env['npm_config_registry'];
  const lines = [
    ...own.split('\n').filter((line) => !/^\s*cafile\b/.test(line)),
    ...(registry ? [`registry=${registry}`] : []),
    'cafile=/run/npm-ca.pem',
  ];
  const config = join(folder, 'npmrc');
  writeFileSync(config, lines.join('\n'), { mode: 0o600 });
  const volumes = [`${certificates}:/run/npm-ca.pem:ro`, `${config}:/root/.npmrc:ro`];
  return volumes.flatMap((volume) => ['--volume', volume]);
}

/** Makes a stand-in for the Dockerfile's base image, once: the same Debian, with Node and npm of this machine. */
async function ensureBaseImage(): Promise<void> {
  const base = /^FROM (\S+)/m.exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))?.[1] ?? '';
  const image = `docker.io/library/${base}`;
  if ((await buildah(['images', '--quiet', '--filter', `reference=${image}`])) !== '') return;
  const suite = /-(\w+)-slim$/.exec(base)?.[1];
  if (!suite) throw new Error(`cannot make a stand-in for the base image ${base}`);
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-debian-'));
  try {
    console.log(`making ${base} from Debian ${suite}, once`);
    await makeDebianRoot(folder, suite);
    const container = await buildah(['from', 'scratch']);
    await buildah(['add', '--quiet', container, folder, '/']);
    const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    await buildah(['config', '--env', path, container]);
    await buildah(['commit', '--quiet', '--rm', container, image]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(env: Readonly<Record<string, string>>): Promise<RunningImage> {
  const inspected = Inspected.parse(
    JSON.parse(await buildah(['inspect', '--type', 'image', IMAGE])),
  );
  const { Cmd: command, Healthcheck } = inspected.Docker.config;
  const [, ...healthCheck] = Healthcheck.Test;
  const container = await buildah(['from', '--pull-never', IMAGE]);
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const runInside = (...args: string[]) =>
    execa(
      'buildah',
      [...STORAGE_OPTIONS, 'run', '--network', 'host', ...variables, container, '--', ...args],
      { env: ENVIRONMENT, reject: false, all: true },
    );
  // A signal to buildah kills the command, which therefore prints its process id for `stop`.
  const child = runInside('sh', '-c', 'echo "$$"; exec "$@"', 'sh', ...command);
  let isRunning = true;
  void child.then(() => (isRunning = false));
  let log = '';
  child.all.setEncoding('utf8').on('data', (text: string) => (log += text));
  return {
    isHealthy: async () => (await runInside(...healthCheck)).exitCode === 0,
    log: async () => log,
    stop: async () => {
      const pid = Number(/^\d+/.exec(log)?.[0]);
      if (isRunning) process.kill(pid, 'SIGTERM');
      const timer = setTimeout(() => process.kill(pid, 'SIGKILL'), STOP_TIMEOUT_MS);
      const { exitCode } = await child;
      clearTimeout(timer);
      await buildah(['rm', container]);
      return exitCode;
    },
  };
}

async function buildah(args: readonly string[]): Promise<string> {
  return (await execa('buildah', [...STORAGE_OPTIONS, ...args], { env: ENVIRONMENT })).stdout;
}
