import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TestContext } from '../testing/test-context.ts';
import { runSmoke } from './smoke.ts';
import { SmokeError } from '../smoke/step.ts';

// Each test starts processes, which can take a second each on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let test: TestContext;

beforeEach(() => {
  test = new TestContext();
  test.onSmokeTest = () => {
    throw new SmokeError('turn', new Error('the turn was not answered within 30 s'));
  };
});
afterEach(() => test.tools.delete());

const ARGS = ['--url', 'https://token.example.com'];

describe('npm run smoke', () => {
  it.each([
    ['worker', 'wrangler rollback --env staging --yes --message the smoke test failed'],
    ['agent', 'lk agent rollback --version latest --config livekit.staging.toml'],
  ])('rolls the %s back with --rollback when a step fails', async (released, command) => {
    const args = [...ARGS, '--env', 'staging', '--rollback', released];
    expect(await runSmoke(args, test.context)).toBe(1);
    expect(test.tools.commands).toEqual([command]);
  });

  it('changes nothing without --rollback, and names the runbook of the failed step', async () => {
    expect(await runSmoke(ARGS, test.context)).toBe(1);
    expect(test.shown).toContain('docs/runbooks/vendor-outage.md');
    expect(test.tools.calls).toEqual([]);
  });
});

describe('the command line of npm run smoke', () => {
  it.each([
    ['no --url', []],
    ['an invalid --url', ['--url', 'token']],
    ['--rollback without --env', [...ARGS, '--rollback', 'worker']],
    ['--rollback of an unknown part', [...ARGS, '--env', 'staging', '--rollback', 'all']],
    ['--version without --worker', [...ARGS, '--version', 'x']],
  ])('rejects a command line with %s', async (_, args) => {
    await expect(runSmoke(args, test.context)).rejects.toMatchObject({ code: 'usage' });
  });

  it('sends the smoke test to one version of the Worker with --version', async () => {
    test.onSmokeTest = () => {};
    const args = [...ARGS, '--worker', 'bakebot-token-staging', '--version', 'abc'];
    expect(await runSmoke(args, test.context)).toBe(0);
    expect(test.smokeTests[0]?.version).toEqual({
      worker: 'bakebot-token-staging',
      id: 'abc',
    });
  });
});
