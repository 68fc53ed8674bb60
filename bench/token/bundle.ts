import { globSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { toolEnvironment } from '@bakebot/local-stack';
import { execa } from 'execa';

const CpuProfile = z.object({
  nodes: z.array(z.object({ id: z.number(), callFrame: z.object({ functionName: z.string() }) })),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

const START_UPS = 5;

const EMPTY_MODULE = fileURLToPath(new URL('./empty-module.ts', import.meta.url));

/** File name of every bundle. */
export const BUNDLE = 'worker.js';

export type Sizes = {
  readonly gzipBytes: number;
  /** Without livekit-server-sdk, which only the Durable Object evaluates. */
  readonly gzipBytesWithoutSdk: number;
};

/**
 * Bundles and minifies a Worker into a folder, as `wrangler deploy` uploads it.
 *
 * @returns the size of its gzip, in bytes
 */
export async function bundle(config: string, folder: string): Promise<Sizes> {
  const without = join(folder, 'without-sdk');
  const [gzipBytes, gzipBytesWithoutSdk] = [
    await bundleInto(config, folder, []),
    await bundleInto(config, without, [`--alias=livekit-server-sdk:${EMPTY_MODULE}`]),
  ];
  return { gzipBytes, gzipBytesWithoutSdk };
}

async function bundleInto(
  config: string,
  folder: string,
  args: readonly string[],
): Promise<number> {
  await wrangler([
    'deploy',
    '--dry-run',
    '--config',
    config,
    '--env=',
    '--outdir',
    folder,
    ...args,
  ]);
  const [script = ''] = globSync('*.js', { cwd: folder });
  renameSync(join(folder, script), join(folder, BUNDLE));
  return gzipSync(readFileSync(join(folder, BUNDLE))).length;
}

/**
 * Processor time of the Worker's global scope in workerd, in ms: the minimum of several starts, because other load on
 * the machine only adds to it.
 */
export async function measureStartUp(config: string, folder: string): Promise<number> {
  const starts: number[] = [];
  while (starts.length < START_UPS) starts.push(await measureOneStartUp(config, folder));
  return Math.min(...starts);
}

async function measureOneStartUp(config: string, folder: string): Promise<number> {
  const file = join(folder, 'start-up.cpuprofile');
  const deploy = `--args=--config ${config} --env=`;
  await wrangler(['check', 'startup', '--config', config, deploy, '--outfile', file]);
  const { nodes, samples, timeDeltas } = CpuProfile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
  );
  const busy = samples.map((id, index) => (idle.has(id) ? 0 : (timeDeltas[index] ?? 0)));
  return busy.reduce((sum, microseconds) => sum + microseconds, 0) / 1000;
}

async function wrangler(args: readonly string[]): Promise<void> {
  await execa('wrangler', args, { env: toolEnvironment() });
}
