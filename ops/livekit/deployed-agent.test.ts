import { expect, it, vi } from 'vitest';
import { hasLk, unknownToLk } from '../testing/installed-tool.ts';
import { TestContext } from '../testing/test-context.ts';
import { DeployedAgent } from './deployed-agent.ts';

// Starts processes, which can take a second each on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

it.runIf(hasLk())('uses only verbs and options that the installed lk has', async () => {
  const test = new TestContext();
  try {
    const agent = new DeployedAgent(test.context.tools, 'staging');
    await agent.requireAccess();
    await agent.secretNames();
    await agent.currentVersion();
    await agent.deploy();
    await agent.setSecrets({ GOOGLE_API_KEY: 'new-google-key' });
    expect(test.tools.commands).toHaveLength(5);
    expect(test.tools.commands.flatMap(unknownToLk)).toEqual([]);
  } finally {
    test.tools.delete();
  }
});
