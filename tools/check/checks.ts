import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** One thing that `npm run check` looks at: a command of an installed tool. */
export interface Check {
  name: string;
  command: string;
  args: readonly string[];
}

const Workspaces = z.object({ workspaces: z.array(z.string()) });

/** Writes the types of what wrangler.toml binds, or checks that they are up to date. */
export const BINDING_TYPES: readonly string[] = [
  'types',
  'worker-token/worker-configuration.d.ts',
  '--config=wrangler.toml',
  '--include-runtime=false',
  '--strict-vars=false',
];

/** All checks that are a tool's, one for the types of each workspace. */
export function listChecks(root: string): Check[] {
  return [
    { name: 'format (oxfmt)', command: 'oxfmt', args: ['--check'] },
    { name: 'lint (oxlint)', command: 'oxlint', args: ['--deny-warnings'] },
    ...workspacesOf(root).map((folder) => ({
      name: `types of ${folder}`,
      command: 'tsc',
      args: ['-p', folder, '--pretty'],
    })),
    { name: 'bindings (wrangler)', command: 'wrangler', args: [...BINDING_TYPES, '--check'] },
    { name: 'unused code (knip)', command: 'knip', args: ['--treat-config-hints-as-errors'] },
    { name: 'manifests (sherif)', command: 'sherif', args: ['--fail-on-warnings'] },
  ];
}

function workspacesOf(root: string): string[] {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Workspaces.parse(manifest).workspaces;
}
