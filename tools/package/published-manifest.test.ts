import { expect, it } from 'vitest';
import { toPublishedManifest } from './published-manifest.ts';

const client = {
  name: '@bakebot/client',
  version: '1.0.0',
  private: true,
  description: 'What the app uses.',
  license: 'MIT',
  type: 'module',
  sideEffects: false,
  exports: { '.': './src/index.ts' },
  scripts: { types: 'tsc' },
  dependencies: { '@bakebot/protocol': '1.0.0' },
  devDependencies: { react: '19.0.0' },
  peerDependencies: { 'livekit-client': '^2.0.0' },
  peerDependenciesMeta: {},
  publishConfig: { access: 'public', exports: { '.': './lib/index.js' } },
};

it('publishes the build, with the dependencies of the bundled protocol', () => {
  expect(toPublishedManifest(client, { dependencies: { zod: '4.0.0' } })).toEqual({
    name: '@bakebot/client',
    version: '1.0.0',
    description: 'What the app uses.',
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    peerDependencies: { 'livekit-client': '^2.0.0' },
    peerDependenciesMeta: {},
    exports: { '.': './lib/index.js' },
    files: ['*.js', '*.d.ts'],
    dependencies: { zod: '4.0.0' },
  });
});

it('rejects a manifest without publishConfig', () => {
  const { publishConfig: _, ...silent } = client;
  expect(() => toPublishedManifest(silent, { dependencies: {} })).toThrow(/publishConfig/);
});
