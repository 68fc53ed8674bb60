import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { ROOT } from '@bakebot/local-stack';

const SDK = '@livekit/agents';
const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const manifest = (file: string) => Manifest.parse(JSON.parse(read(file)));

it('has @livekit/agents in the root package.json, the only one in which lk agent create and deploy look for it', () => {
  expect(manifest('package.json').devDependencies[SDK]).toMatch(/^\d+\.\d+\.\d+$/);
});

it('has the same version of @livekit/agents in the root as in the agent', () => {
  const { [SDK]: version } = manifest('agent/package.json').dependencies;
  expect(manifest('package.json').devDependencies[SDK]).toBe(version);
});

it('keeps the dependencies of the root out of the image', () => {
  expect(manifest('package.json').dependencies[SDK]).toBeUndefined();
  const install = /^RUN npm ci .*$/m.exec(read('Dockerfile'))?.[0];
  expect(install).toContain('--omit=dev --workspace=protocol --workspace=agent ');
});
