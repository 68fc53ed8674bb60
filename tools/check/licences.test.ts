import { describe, expect, it } from 'vitest';
import { ROOT } from '@bakebot/local-stack';
import { checkLicences, findForbiddenLicences, type Lock } from './licences.ts';

const LOCK: Lock = {
  packages: {
    agent: { license: 'MIT', dependencies: { a: '1', shared: '1' } },
    dev: { license: 'MIT', dependencies: { voice: '1' } },
    'node_modules/a': { license: 'MIT', optionalDependencies: { b: '1' } },
    'node_modules/a/node_modules/b': { license: 'GPL-3.0-or-later' },
    'node_modules/b': { license: 'MIT' },
    'node_modules/shared': { link: true, resolved: 'shared' },
    shared: { license: 'MIT', dependencies: { unnamed: '1', choice: '1' } },
    'node_modules/unnamed': {},
    'node_modules/choice': { license: '(GPL-2.0-only OR MIT)' },
    'node_modules/voice': { license: 'GPL-3.0-or-later' },
  },
};

describe('the licences of what is deployed', () => {
  it('are followed through every package, as Node would find them', () => {
    expect(findForbiddenLicences(LOCK, ['agent'])).toEqual([
      'node_modules/a/node_modules/b is deployed under GPL-3.0-or-later',
      'node_modules/unnamed is deployed under no licence that it names',
    ]);
  });

  it('count every part of what has several', () => {
    const license = 'MIT AND AGPL-3.0-only';
    const lock = {
      packages: { agent: { dependencies: { x: '1' } }, 'node_modules/x': { license } },
    };
    expect(findForbiddenLicences(lock, ['agent'])).toHaveLength(1);
  });

  it('are all allowed in this project', () => {
    expect(checkLicences(ROOT)).toEqual([]);
  });
});
