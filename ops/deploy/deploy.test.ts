import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SmokeError } from '../smoke/smoke-test.ts';
import type { FakeState } from '../testing/fake-tools.ts';
import { Rehearsal } from '../testing/rehearsal.ts';
import { deployAgent } from './agent.ts';
import { deployWorker } from './worker.ts';

// Programs are started, each a second's work on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SECRETS = {
  LIVEKIT_URL: 'set',
  LIVEKIT_API_KEY: 'set',
  LIVEKIT_API_SECRET: 'set',
  SESSION_SECRET: 'set',
};
const ARGS = ['--env', 'production', '--url', 'https://token.example.com'];
const COMMIT = 'b'.repeat(12);

let rehearsal: Rehearsal;

beforeEach(() => {
  rehearsal = new Rehearsal({
    versions: [{ id: 'version-1', tag: 'aaaaaaaaaaaa', secrets: SECRETS }],
  });
});
afterEach(() => rehearsal.tools.delete());

/** Commands that change something. */
function changes(): string[] {
  return rehearsal.tools.commands.filter(
    (line) =>
      /^wrangler (deploy |rollback|versions (upload|deploy))/.test(line) ||
      /^lk agent (deploy|rollback|update)/.test(line),
  );
}

describe.each([
  ['deploy:worker', deployWorker],
  ['deploy:agent', deployAgent],
])('%s', (_, deploy) => {
  it.each<[string, Partial<FakeState>, string]>([
    ['nobody is logged in', { broken: 'wrangler whoami' }, 'login'],
    ['the project is not that of livekit.toml', { broken: 'lk agent status' }, 'login'],
    ['a secret is missing', { versions: [], agent: { secrets: {}, versions: [] } }, 'secrets'],
    ['the tree is not clean', { git: { head: '', changes: ' M a.ts', log: '' } }, 'tree'],
    ['a check fails', { broken: 'npm run check' }, 'tests'],
    ['a test fails', { broken: 'npm test' }, 'tests'],
  ])('releases nothing when %s', async (about, state, check) => {
    const isOthers = deploy === deployWorker ? /livekit\.toml/.test(about) : /nobody/.test(about);
    rehearsal.tools.change(state);
    const code = await deploy(
      [...ARGS, '--yes', ...(isOthers ? ['--dry-run'] : [])],
      rehearsal.deps,
    );
    expect(changes()).toEqual([]);
    if (isOthers) return;
    expect(code).toBe(1);
    expect(rehearsal.shown).toMatch(new RegExp(`^✗ ${check}`, 'm'));
  });

  it('shows what is new, and releases nothing, with --dry-run', async () => {
    expect(await deploy([...ARGS, '--dry-run'], rehearsal.deps)).toBe(0);
    expect(rehearsal.shown).toContain('New since aaaaaaaaaaaa:\nbbbbbbb Bake better');
    expect(changes()).toEqual([]);
  });

  it('releases nothing when the operator says no', async () => {
    rehearsal.answer = false;
    expect(await deploy(ARGS, rehearsal.deps)).toBe(1);
    expect(changes()).toEqual([]);
  });

  it('runs the checks and the tests, unless they have passed elsewhere', async () => {
    await deploy([...ARGS, '--dry-run'], rehearsal.deps);
    expect(rehearsal.tools.commands).toEqual(expect.arrayContaining(['npm run check', 'npm test']));
    const before = rehearsal.tools.calls.length;
    await deploy([...ARGS, '--dry-run', '--skip-tests'], rehearsal.deps);
    expect(rehearsal.tools.commands.slice(before).filter((line) => line.startsWith('npm'))).toEqual(
      [],
    );
  });

  it.each([[['--env', 'production']], [['--url', 'https://x.example']], [[...ARGS, 'now']]])(
    'does not understand %s',
    async (args) => {
      await expect(deploy(args, rehearsal.deps)).rejects.toMatchObject({ code: 'usage' });
    },
  );
});

describe('deploy:worker', () => {
  it('tests the new version while nobody gets it, and again when everybody does', async () => {
    expect(await deployWorker([...ARGS, '--yes'], rehearsal.deps)).toBe(0);
    expect(changes()).toEqual([
      `wrangler versions upload --env production --strict --tag ${COMMIT} --message deploy:worker`,
      'wrangler versions deploy version-1@100% version-2@0% --env production --yes',
      'wrangler versions deploy version-2@100% --env production --yes',
    ]);
    expect(rehearsal.smokeTests.map(({ version }) => version?.id)).toEqual([
      'version-2',
      undefined,
    ]);
  });

  it('leaves everybody what they have when the new version does not serve', async () => {
    rehearsal.judge = ({ version }) => {
      if (version) throw new SmokeError('token', new Error('500 misconfigured'));
    };
    expect(await deployWorker([...ARGS, '--yes'], rehearsal.deps)).toBe(1);
    expect(rehearsal.tools.state.traffic).toEqual({ 'version-1': 100 });
  });

  it('deploys at once the first time, with the secrets from a file', async () => {
    rehearsal.tools.change({ versions: [], traffic: {} });
    const file = rehearsal.secretsFile(SECRETS);
    const args = [...ARGS, '--yes', '--secrets-file', file];
    expect(await deployWorker(args, rehearsal.deps)).toBe(0);
    expect(changes()).toEqual([
      `wrangler deploy --env production --strict --tag ${COMMIT} --message deploy:worker --secrets-file ${file}`,
    ]);
  });

  describe('when users are not served after all', () => {
    beforeEach(() => {
      rehearsal.judge = ({ version }) => {
        if (!version) throw new SmokeError('agent', new Error('no agent came'));
      };
    });
    const rollbacks = (): string[] => changes().filter((line) => line.includes(' rollback '));

    it('says how to go back', async () => {
      expect(await deployWorker([...ARGS, '--yes'], rehearsal.deps)).toBe(1);
      expect(rollbacks()).toEqual([]);
      expect(rehearsal.shown).toContain('npx wrangler rollback --env production');
    });

    it('goes back to the version before with --rollback', async () => {
      expect(await deployWorker([...ARGS, '--yes', '--rollback'], rehearsal.deps)).toBe(1);
      expect(rollbacks()).toHaveLength(1);
      expect(rollbacks()[0]).toMatch(/^wrangler rollback version-1 --env production --yes/);
    });
  });
});

describe('deploy:agent', () => {
  it('deploys with the configuration of its environment, then tests', async () => {
    expect(await deployAgent([...ARGS, '--yes'], rehearsal.deps)).toBe(0);
    expect(changes()).toEqual(['lk agent deploy --config livekit.toml --yes']);
    expect(rehearsal.smokeTests).toHaveLength(1);
  });

  it('releases nothing when LIVEKIT_URL is another project than that of livekit.toml', async () => {
    const deps = rehearsal.deps;
    const environment = { ...deps.environment, LIVEKIT_URL: 'wss://staging.livekit.cloud' };
    expect(await deployAgent([...ARGS, '--yes'], { ...deps, environment })).toBe(1);
    expect(rehearsal.shown).toContain('✗ config      livekit.toml is for bakebot');
    expect(changes()).toEqual([]);
  });

  it('goes back to the version before when users are not served', async () => {
    rehearsal.judge = () => {
      throw new SmokeError('turn', new Error('the turn failed: model_unavailable'));
    };
    expect(await deployAgent([...ARGS, '--yes', '--rollback'], rehearsal.deps)).toBe(1);
    expect(changes()).toContain('lk agent rollback --version v1 --config livekit.toml');
  });
});
