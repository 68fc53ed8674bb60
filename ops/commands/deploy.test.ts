import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SmokeError } from '../smoke/step.ts';
import type { FakeState } from '../testing/fake-tools.ts';
import { TestContext } from '../testing/test-context.ts';
import { deployAgent } from './deploy-agent.ts';
import { deployWorker } from './deploy-worker.ts';

// Each test starts processes, which can take a second each on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SECRETS = {
  LIVEKIT_URL: 'set',
  LIVEKIT_API_KEY: 'set',
  LIVEKIT_API_SECRET: 'set',
  SESSION_SECRET: 'set',
};
const ARGS = ['--env', 'production', '--url', 'https://token.example.com'];
const COMMIT = 'b'.repeat(12);

let test: TestContext;

beforeEach(() => {
  test = new TestContext({
    versions: [{ id: 'version-1', tag: 'aaaaaaaaaaaa', secrets: SECRETS }],
  });
});
afterEach(() => test.tools.delete());

/** Command lines that change a deployment. */
function changes(): string[] {
  return test.tools.commands.filter(
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
    ['wrangler is not logged in', { broken: 'wrangler whoami' }, 'login'],
    ['the project of lk is not that of livekit.toml', { broken: 'lk agent status' }, 'login'],
    ['a secret is missing', { versions: [], agent: { secrets: {}, versions: [] } }, 'secrets'],
    ['the working tree has changes', { git: { head: '', changes: ' M a.ts', log: '' } }, 'tree'],
    ['npm run check fails', { broken: 'npm run check' }, 'tests'],
    ['npm test fails', { broken: 'npm test' }, 'tests'],
  ])('releases nothing when %s', async (about, state, check) => {
    const isOfOtherCommand = deploy === deployWorker ? /livekit\.toml/ : /wrangler/;
    const isOthers = isOfOtherCommand.test(about);
    test.tools.change(state);
    const code = await deploy([...ARGS, '--yes', ...(isOthers ? ['--dry-run'] : [])], test.context);
    expect(changes()).toEqual([]);
    if (isOthers) return;
    expect(code).toBe(1);
    expect(test.shown).toMatch(new RegExp(`^✗ ${check}`, 'm'));
  });

  it('lists the new commits and releases nothing with --dry-run', async () => {
    expect(await deploy([...ARGS, '--dry-run'], test.context)).toBe(0);
    expect(test.shown).toContain('New since aaaaaaaaaaaa:\nbbbbbbb Bake better');
    expect(changes()).toEqual([]);
  });

  it('releases nothing when the operator answers no', async () => {
    test.answer = false;
    expect(await deploy(ARGS, test.context)).toBe(1);
    expect(changes()).toEqual([]);
  });

  it('runs the checks and the tests, except with --skip-tests', async () => {
    await deploy([...ARGS, '--dry-run'], test.context);
    expect(test.tools.commands).toEqual(expect.arrayContaining(['npm run check', 'npm test']));
    const before = test.tools.calls.length;
    await deploy([...ARGS, '--dry-run', '--skip-tests'], test.context);
    expect(test.tools.commands.slice(before).filter((line) => line.startsWith('npm'))).toEqual([]);
  });

  it.each([[['--env', 'production']], [['--url', 'https://x.example']], [[...ARGS, 'now']]])(
    'rejects the command line %j',
    async (args) => {
      await expect(deploy(args, test.context)).rejects.toMatchObject({ code: 'usage' });
    },
  );
});

describe('deploy:worker', () => {
  it('runs the smoke test at 0 % of the traffic, and again at 100 %', async () => {
    expect(await deployWorker([...ARGS, '--yes'], test.context)).toBe(0);
    expect(changes()).toEqual([
      `wrangler versions upload --env production --strict --tag ${COMMIT} --message deploy:worker`,
      'wrangler versions deploy version-1@100% version-2@0% --env production --yes',
      'wrangler versions deploy version-2@100% --env production --yes',
    ]);
    expect(test.smokeTests.map(({ version }) => version?.id)).toEqual(['version-2', undefined]);
  });

  it('releases nothing when the smoke test at 0 % of the traffic fails', async () => {
    test.onSmokeTest = ({ version }) => {
      if (version) throw new SmokeError('token', new Error('500 misconfigured'));
    };
    expect(await deployWorker([...ARGS, '--yes'], test.context)).toBe(1);
    expect(test.tools.state.traffic).toEqual({ 'version-1': 100 });
  });

  it('deploys at 100 % the first time, with the secrets of a file', async () => {
    test.tools.change({ versions: [], traffic: {} });
    const file = test.secretsFile(SECRETS);
    const args = [...ARGS, '--yes', '--secrets-file', file];
    expect(await deployWorker(args, test.context)).toBe(0);
    expect(changes()).toEqual([
      `wrangler deploy --env production --strict --tag ${COMMIT} --message deploy:worker --secrets-file ${file}`,
    ]);
  });

  describe('when the smoke test after the release fails', () => {
    beforeEach(() => {
      test.onSmokeTest = ({ version }) => {
        if (!version) throw new SmokeError('agent', new Error('no agent joined'));
      };
    });
    const rollbacks = (): string[] => changes().filter((line) => line.includes(' rollback '));

    it('prints the rollback commands after a failed release', async () => {
      expect(await deployWorker([...ARGS, '--yes'], test.context)).toBe(1);
      expect(rollbacks()).toEqual([]);
      expect(test.shown).toContain('npx wrangler rollback --env production');
    });

    it('rolls back to the previous version with --rollback', async () => {
      expect(await deployWorker([...ARGS, '--yes', '--rollback'], test.context)).toBe(1);
      expect(rollbacks()).toHaveLength(1);
      expect(rollbacks()[0]).toMatch(/^wrangler rollback version-1 --env production --yes/);
    });
  });
});

describe('deploy:agent', () => {
  it('deploys with the configuration of its environment, then runs the smoke test', async () => {
    expect(await deployAgent([...ARGS, '--yes'], test.context)).toBe(0);
    expect(changes()).toEqual(['lk agent deploy --config livekit.toml --yes']);
    expect(test.smokeTests).toHaveLength(1);
  });

  it('releases nothing when LIVEKIT_URL is not the project of livekit.toml', async () => {
    const { context } = test;
    const environment = { ...context.environment, LIVEKIT_URL: 'wss://staging.livekit.cloud' };
    expect(await deployAgent([...ARGS, '--yes'], { ...context, environment })).toBe(1);
    expect(test.shown).toContain('✗ config      livekit.toml is for bakebot');
    expect(changes()).toEqual([]);
  });

  it('rolls back to the previous version when the smoke test fails, with --rollback', async () => {
    test.onSmokeTest = () => {
      throw new SmokeError('turn', new Error('the turn failed: model_unavailable'));
    };
    expect(await deployAgent([...ARGS, '--yes', '--rollback'], test.context)).toBe(1);
    expect(changes()).toContain('lk agent rollback --version v1 --config livekit.toml');
  });
});
