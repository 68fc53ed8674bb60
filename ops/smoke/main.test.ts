import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rehearsal } from '../testing/rehearsal.ts';
import { runSmoke } from './main.ts';
import { SmokeError } from './smoke-test.ts';

// Programs are started, each a second's work on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let rehearsal: Rehearsal;

beforeEach(() => {
  rehearsal = new Rehearsal();
  rehearsal.judge = () => {
    throw new SmokeError('turn', new Error('the turn was not answered within 30 s'));
  };
});
afterEach(() => rehearsal.tools.delete());

const ARGS = ['--url', 'https://token.example.com'];

describe('a smoke test that failed', () => {
  it.each([
    ['worker', 'wrangler rollback --env staging --yes --message the smoke test failed'],
    ['agent', 'lk agent rollback --version latest --config livekit.staging.toml'],
  ])('rolls the %s back with --rollback', async (released, command) => {
    const args = [...ARGS, '--env', 'staging', '--rollback', released];
    expect(await runSmoke(args, rehearsal.deps)).toBe(1);
    expect(rehearsal.tools.commands).toEqual([command]);
  });

  it('touches nothing without it', async () => {
    expect(await runSmoke(ARGS, rehearsal.deps)).toBe(1);
    expect(rehearsal.shown).toContain('docs/runbooks/vendor-outage.md');
    expect(rehearsal.tools.calls).toEqual([]);
  });
});

describe('the command line of the smoke test', () => {
  it.each([
    ['no address', []],
    ['what is no address', ['--url', 'token']],
    ['a rollback without an environment', [...ARGS, '--rollback', 'worker']],
    ['a rollback of something else', [...ARGS, '--env', 'staging', '--rollback', 'all']],
    ['a version without its Worker', [...ARGS, '--version', 'x']],
  ])('does not understand %s', async (_, args) => {
    await expect(runSmoke(args, rehearsal.deps)).rejects.toMatchObject({ code: 'usage' });
  });

  it('asks for one version of the Worker', async () => {
    rehearsal.judge = () => {};
    const args = [...ARGS, '--worker', 'bakebot-token-staging', '--version', 'abc'];
    expect(await runSmoke(args, rehearsal.deps)).toBe(0);
    expect(rehearsal.smokeTests[0]?.version).toEqual({
      worker: 'bakebot-token-staging',
      id: 'abc',
    });
  });
});
