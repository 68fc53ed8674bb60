import { describe, expect, it } from 'vitest';
import { ROOT } from '@bakebot/local-stack';
import { listContext } from './context.ts';

describe('the build context', () => {
  const files = listContext(ROOT);
  const paths = files.map(({ path }) => path);

  it('holds what the agent runs on', () => {
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

  it('holds no secrets, tests, installed packages or other parts of the project', () => {
    const unwanted =
      /(^|\/)(\.env|\.dev\.vars|node_modules)|\.test\.ts$|^(dev|e2e|client|ops|docs)\//;
    expect(paths.filter((path) => unwanted.test(path))).toEqual([]);
  });

  it('is far below the gigabyte that LiveKit Cloud takes', () => {
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(2 * 1024 * 1024);
  });
});
