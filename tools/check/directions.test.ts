import { describe, expect, it } from 'vitest';
import { findWrongImports } from './directions.ts';

function complaintsAbout(path: string, text: string): string[] {
  return findWrongImports([{ path, text }]);
}

describe('the directions between packages', () => {
  it.each([
    ['agent/src/a.ts', `import { TurnId } from '@bakebot/protocol';`],
    ['client/src/react/index.ts', `export * from '../service.ts';`],
    ['playground/src/main.tsx', `import { LiveKitService } from '@bakebot/client';`],
    ['e2e/support/stack-process.ts', `import { x } from '../dev/root.ts';`],
    ['protocol/src/turn.ts', `import * as z from 'zod/mini';\nimport { x } from './timer.ts';`],
    ['protocol/src/turn.test.ts', `import { it } from 'vitest';`],
    ['agent/src/a.ts', `import sharp from 'sharp';`],
    ['agent/src/live/a.test.ts', `import '@bakebot/gemini-emulator';`],
  ])('lets %s say: %s', (path, text) => {
    expect(complaintsAbout(path, text)).toEqual([]);
  });

  it.each([
    ['protocol/src/turn.ts', `import { nanoid } from 'nanoid';`],
    ['protocol/src/turn.ts', `import { readFileSync } from 'node:fs';`],
    ['protocol/src/turn.ts', `import type { AgentConfig } from '../../agent/src/config.ts';`],
    ['agent/src/a.ts', `import { LiveKitService } from '@bakebot/client';`],
    ['agent/src/a.ts', `const { x } = await import('../../worker-token/src/index.ts');`],
    ['agent/src/a.ts', `import '@bakebot/gemini-emulator';`],
    ['worker-token/src/index.ts', `export { x } from "../../agent/src/x.ts";`],
    ['client/src/web/index.ts', `import { LOOPBACK } from '../../../dev/stack/ports.ts';`],
    ['playground/src/main.tsx', `import {\n  x,\n} from '@bakebot/agent';`],
  ])('stops %s from saying: %s', (path, text) => {
    expect(complaintsAbout(path, text)).toHaveLength(1);
  });

  it('names the file, the import and the rule', () => {
    expect(complaintsAbout('client/src/a.ts', `import '@bakebot/agent';`)).toEqual([
      'client/src/a.ts imports @bakebot/agent: client may import only protocol',
    ]);
  });
});
