import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import * as z from 'zod';

const Names = z.record(z.string(), z.string()).optional();
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      link: z.boolean().optional(),
      resolved: z.string().optional(),
      dependencies: Names,
      optionalDependencies: Names,
    }),
  ),
});
export type Lock = z.infer<typeof Lock>;

/** What is deployed or published. What only runs on developers' machines may have any licence. */
const DEPLOYED = ['agent', 'worker-token', 'client', 'protocol'];

/** Licences that ask for no more than a notice, or, as libraries that stay files of their own, for no source of ours. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'LGPL-2.1-or-later',
  'LGPL-3.0-or-later',
  'MPL-2.0',
  // Only together with LiveKit Agents, which is how we use its models.
  'LicenseRef-LiveKit-Model',
]);

/** Packages whose manifest does not say, and what stands in their files. */
const KNOWN: Readonly<Record<string, string>> = { 'node_modules/async': 'MIT' };

export function checkLicences(root: string): string[] {
  return findForbiddenLicences(
    Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))),
  );
}

/** Every package that is deployed under a licence that is not allowed, as a sentence each. */
export function findForbiddenLicences(
  lock: Lock,
  deployed: readonly string[] = DEPLOYED,
): string[] {
  const seen = new Set<string>();
  const open = [...deployed];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const { dependencies, optionalDependencies, link, resolved } = lock.packages[path] ?? {};
    if (link && resolved) open.push(resolved);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const target = resolve(lock, path, name);
      if (target) open.push(target);
    }
  }
  return [...seen].toSorted().flatMap((path) => complain(lock, path));
}

function complain(lock: Lock, path: string): string[] {
  const entry = lock.packages[path];
  if (!entry || entry.link || !path.includes('node_modules')) return [];
  const licence = entry.license ?? KNOWN[path];
  if (licence && isAllowed(licence)) return [];
  return [`${path} is deployed under ${licence ?? 'no licence that it names'}`];
}

/** `A OR B`: one of them is enough. `A AND B`: both count. */
function isAllowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '');
  return plain
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence)));
}

/** Where Node would find a package, seen from another. */
function resolve(lock: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[candidate]) return candidate;
    if (folder === '.') return undefined;
  }
}
