import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ROOT } from '@bakebot/local-stack';
import { listContext } from './context.ts';

const Manifest = z.object({ devDependencies: z.record(z.string(), z.string()).default({}) });

describe('the build context of the agent’s image', () => {
  const files = listContext(ROOT);
  const paths = files.map(({ path }) => path);
  const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

  it('includes what the agent runs on in the image', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        'package.json',
        'package-lock.json',
        '.npmrc',
        'agent/package.json',
        'agent/src/main.ts',
        'protocol/src/index.ts',
      ]),
    );
  });

  it('excludes secrets, installed packages and other workspaces from the image', () => {
    const included = /^(package(-lock)?\.json|\.npmrc|(agent|protocol)\/(package\.json|src\/.+))$/;
    expect(paths.filter((path) => !included.test(path))).toEqual([]);
    expect(paths.filter((path) => /(^|\/)(\.env|\.dev\.vars|node_modules)/.test(path))).toEqual([]);
  });

  it('excludes tests, evals and emulators from the image', () => {
    const unwanted = /\.test(-d)?\.tsx?$|(^|\/)(test|tests|testing|evals|__tests__)\/|emulator/;
    expect(paths.filter((path) => unwanted.test(path))).toEqual([]);
  });

  it('imports no package statically that the image does not install', () => {
    const absent = ['agent', 'protocol'].flatMap((folder) => {
      const manifest = Manifest.parse(JSON.parse(read(`${folder}/package.json`)));
      return Object.keys(manifest.devDependencies);
    });
    const imports = paths
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => {
        // Types are stripped, so importing them needs no package.
        const specifiers = read(path).matchAll(
          /^(?:import|export) (?!type ).*? from '([^'.][^']*)'/gms,
        );
        return [...specifiers].map(([, specifier = '']) => ({ path, specifier }));
      });
    expect(imports.length).toBeGreaterThan(100);
    const isAbsent = (specifier: string): boolean =>
      absent.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    expect(imports.filter(({ specifier }) => isAbsent(specifier))).toEqual([]);
  });

  it('keeps the build context far below the limit of LiveKit Cloud, 1 GB', () => {
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(2 * 1024 * 1024);
  });
});
