import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Check, runTool } from './run-checks.ts';

const Manifest = z.object({ workspaces: z.array(z.string()) });

/** Writes the types of what wrangler.toml binds, or checks that they are up to date. */
export const BINDING_TYPES: readonly string[] = [
  'types',
  'worker-token/worker-configuration.d.ts',
  '--config=wrangler.toml',
  '--include-runtime=false',
  '--strict-vars=false',
];

/** Every check that is a tool's, one for the types of each workspace. */
export function listStaticChecks(root: string): Check[] {
  const workspaces = workspacesOf(root);
  return [
    tool('format', 'oxfmt', '--check'),
    tool('lint', 'oxlint', '--deny-warnings', '--report-unused-disable-directives'),
    ...workspaces.map((folder) => tool(`types of ${folder}`, 'tsc', '-p', folder, '--pretty')),
    tool('imports', 'depcruise', '--config', '.dependency-cruiser.cjs', ...workspaces),
    tool('bindings', 'wrangler', ...BINDING_TYPES, '--check'),
    tool('unused code', 'knip', '--treat-config-hints-as-errors'),
    tool('manifests', 'sherif', '--fail-on-warnings'),
  ];
}

function tool(name: string, command: string, ...args: readonly string[]): Check {
  return { name: `${name} (${command})`, run: () => runTool(command, args) };
}

function workspacesOf(root: string): string[] {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Manifest.parse(manifest).workspaces;
}
