import { defineConfig } from 'tsdown';

/** Builds what is published: `npm run package`. The protocol is bundled, because it is not published itself. */
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    react: 'src/react/index.ts',
    'react-native': 'src/react-native/index.ts',
    testing: 'src/testing/index.ts',
    web: 'src/web/index.ts',
  },
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  tsconfig: 'tsconfig.build.json',
  fixedExtension: false,
  deps: { alwaysBundle: ['@bakebot/protocol'], neverBundle: [/^zod($|\/)/] },
});
