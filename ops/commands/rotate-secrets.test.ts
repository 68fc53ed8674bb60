import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SmokeError } from '../smoke/step.ts';
import { TestContext } from '../testing/test-context.ts';
import { runSecrets } from './secrets.ts';

// Each test starts processes, which can take a second each on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const NEW = 'new-and-only-ever-used-in-this-test-0123456789';
const OLD = 'old-and-only-ever-used-in-this-test-0123456789';
const URL_OF_SERVICE = 'https://token.example.com';
const DAY = 86_400_000;

let vendor: Server;
let address: string;
let test: TestContext;

beforeAll(async () => {
  // Stands in for LiveKit's and Google's APIs.
  vendor = createServer((request, response) => {
    const given = request.headers['x-goog-api-key'] ?? request.headers.authorization ?? '';
    response.writeHead(String(given).includes('refuse') ? 401 : 200).end('{}');
  });
  await once(vendor.listen(0, '127.0.0.1'), 'listening');
  const bound = vendor.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  process.env['GOOGLE_GEMINI_BASE_URL'] = address;
});
afterAll(() => {
  delete process.env['GOOGLE_GEMINI_BASE_URL'];
  vendor.close();
});
beforeEach(() => {
  test = new TestContext();
});
afterEach(() => test.tools.delete());

const ROTATIONS = {
  session: {
    values: () => ({ SESSION_SECRET: NEW, SESSION_SECRET_PREVIOUS: OLD }),
    calls: 10,
    writes: [3, 5, 6, 8, 10],
    result: { worker: { SESSION_SECRET: NEW }, agent: 'set' },
  },
  livekit: {
    values: () => ({ LIVEKIT_URL: address, LIVEKIT_API_KEY: 'APInewnew', LIVEKIT_API_SECRET: NEW }),
    calls: 6,
    writes: [3, 5, 6],
    result: {
      worker: { SESSION_SECRET: 'set', LIVEKIT_API_KEY: 'APInewnew', LIVEKIT_API_SECRET: NEW },
      agent: 'set',
    },
  },
  google: {
    values: () => ({ GOOGLE_API_KEY: NEW }),
    calls: 1,
    writes: [1],
    result: { worker: { SESSION_SECRET: 'set' }, agent: NEW },
  },
} as const;
type What = keyof typeof ROTATIONS;

/** Runs the command until the rotation is complete, a day apart, and confirms every manual step. */
async function rotateToTheEnd(what: What): Promise<number> {
  const { values } = ROTATIONS[what];
  const file = test.secretsFile(values());
  test.onSmokeTest = ({ session }) => {
    const live = test.tools.liveSecrets;
    const isRetired = live['SESSION_SECRET'] === NEW && !('SESSION_SECRET_PREVIOUS' in live);
    if (session.kind === 'signed' && session.secret === OLD && isRetired) {
      throw new SmokeError('token', new Error('401 session_invalid'));
    }
  };
  let runs = 0;
  let code = 3;
  while (code !== 0 && ++runs < 12) {
    const confirms = ['sign-in', 'agents', 'withdrawn'].flatMap((step) => ['--confirm', step]);
    const args = ['rotate', what, '--env', 'staging', '--url', URL_OF_SERVICE, '--values', file];
    code = await runSecrets([...args, ...confirms], test.context).catch((error: unknown) => {
      test.terminal.line(String(error));
      return 1;
    });
    test.clock += DAY;
  }
  return code;
}

function expectNoLeak(): void {
  const { folder, commands } = test.tools;
  const journal = join(folder, 'journal');
  const kept = existsSync(journal)
    ? readdirSync(journal).map((name) => readFileSync(join(journal, name), 'utf8'))
    : [];
  for (const secret of [NEW, OLD]) {
    expect(test.shown).not.toContain(secret);
    expect(commands.join('\n')).not.toContain(secret);
    expect(kept.join('\n')).not.toContain(secret);
  }
}

describe.each(['session', 'livekit', 'google'] as const)('secrets rotate %s', (what) => {
  const { calls, result } = ROTATIONS[what];
  const writes: readonly number[] = ROTATIONS[what].writes;

  function expectResult(): void {
    expect(test.tools.liveSecrets).toEqual(result.worker);
    expect(test.tools.state.agent.secrets).toEqual({ GOOGLE_API_KEY: result.agent });
    expectNoLeak();
  }

  it('leaves only the new secret in place', async () => {
    expect(await rotateToTheEnd(what)).toBe(0);
    expectResult();
    expect(test.tools.calls).toHaveLength(calls);
    expect(readdirSync(join(test.tools.folder, 'journal'))).toEqual([]);
  });

  const failures = [
    ...[1, ...writes].map((call) => ({ call, when: 'before' as const })),
    ...writes.map((call) => ({ call, when: 'after' as const })),
  ];

  it.each(failures)(
    'continues the rotation after call $call failed $when taking effect',
    async (fail) => {
      test.tools.change({ fail });
      expect(await rotateToTheEnd(what)).toBe(0);
      expect(test.shown).toMatch(/failed \(exit code 1\)/);
      expectResult();
      const made = test.tools.commands.filter((line) => /versions secret (bulk|delete)/.test(line));
      expect(made.length).toBeLessThanOrEqual(what === 'session' ? 3 : 2);
    },
  );

  it('continues the rotation after each smoke test failed once', async () => {
    const failed = new Set<string>();
    const { smoke } = test;
    const flaky: typeof smoke = async (options) => {
      const key = JSON.stringify(options);
      if (!failed.has(key)) {
        failed.add(key);
        throw new SmokeError('turn', new Error('the turn was not answered'));
      }
      await smoke(options);
    };
    Object.assign(test, { smoke: flaky });
    expect(await rotateToTheEnd(what)).toBe(0);
    expect(failed.size).toBeGreaterThan(0);
    expectResult();
  });
});

describe('secrets rotate', () => {
  const args = (file: string): string[] => [
    'rotate',
    'session',
    '--env',
    'production',
    '--url',
    URL_OF_SERVICE,
    '--values',
    file,
  ];
  const values = { SESSION_SECRET: NEW, SESSION_SECRET_PREVIOUS: OLD };

  it('writes both session secrets to one version, and tests it at 0 % of the traffic first', async () => {
    expect(await runSecrets(args(test.secretsFile(values)), test.context)).toBe(3);
    const writes = test.tools.calls.filter(({ args: [, verb] }) => verb === 'secret');
    expect(writes.map(({ input }) => JSON.parse(input))).toEqual([values]);
    expect(test.tools.commands).toContainEqual(
      'wrangler versions deploy version-1@100% version-2@0% --env production --yes',
    );
    const [first, second, third] = test.smokeTests;
    expect(first?.version).toEqual({ worker: 'bakebot-token-production', id: 'version-2' });
    expect([first, second].map((options) => options?.session)).toMatchObject([
      { kind: 'signed', secret: NEW },
      { kind: 'signed', secret: OLD },
    ]);
    expect(third?.version).toBeUndefined();
  });

  it('does not release a version whose smoke test failed', async () => {
    test.onSmokeTest = () => {
      throw new SmokeError('token', new Error('500 misconfigured'));
    };
    const run = runSecrets(args(test.secretsFile(values)), test.context);
    await expect(run).rejects.toThrow('500 misconfigured');
    expect(test.tools.state.traffic).toEqual({ 'version-1': 100, 'version-2': 0 });
  });

  it('keeps the old session secret until the old sessions have expired', async () => {
    const file = test.secretsFile(values);
    const confirmed = [...args(file), '--confirm', 'sign-in'];
    expect(await runSecrets(confirmed, test.context)).toBe(3);
    expect(test.shown).toContain('run this again after 2026-06-02T12:00:30.000Z');
    test.clock += DAY;
    expect(await runSecrets(confirmed, test.context)).toBe(3);
    expect(test.tools.liveSecrets).toEqual(values);
  });

  it('lists the steps and changes nothing with --dry-run', async () => {
    const file = test.secretsFile(values);
    expect(await runSecrets([...args(file), '--dry-run'], test.context)).toBe(0);
    expect(test.tools.calls).toEqual([]);
    expect(test.shown).toContain('· release');
    expect(existsSync(join(test.tools.folder, 'journal'))).toBe(false);
  });

  it('rejects other secrets than the rotation began with', async () => {
    await runSecrets(args(test.secretsFile(values)), test.context);
    const other = test.secretsFile({ ...values, SESSION_SECRET: `${NEW}!` });
    await expect(runSecrets(args(other), test.context)).rejects.toThrow('SESSION_SECRET differs');
  });

  it('rejects a key that Google rejects, before it writes anything', async () => {
    const file = test.secretsFile({ GOOGLE_API_KEY: 'refuse-this-key' });
    const run = runSecrets(
      ['rotate', 'google', '--env', 'staging', '--url', URL_OF_SERVICE, '--values', file],
      test.context,
    );
    await expect(run).rejects.toThrow('Google rejects GOOGLE_API_KEY');
    expect(test.tools.calls).toEqual([]);
  });
});
