import { initializeLogger } from '@livekit/agents';
import { expect, it } from 'vitest';
import { prewarm } from './prewarm.ts';

it('ends, so that the process can be offered to a user', async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  await expect(prewarm()).resolves.toBeUndefined();
});
