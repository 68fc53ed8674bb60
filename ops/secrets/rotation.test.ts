import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SmokeError } from '../smoke/smoke-test.ts';
import { Rehearsal } from '../testing/rehearsal.ts';
import { runSecrets } from './main.ts';

// Programs are started, each a second's work on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const NEW = 'new-and-only-ever-used-in-this-test-0123456789';
const OLD = 'old-and-only-ever-used-in-this-test-0123456789';
const URL_OF_SERVICE = 'https://token.example.com';
const DAY = 86_400_000;

let vendor: Server;
let address: string;
let rehearsal: Rehearsal;

beforeAll(async () => {
  // LiveKit's and Google's servers, as far as a rotation asks them.
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
  rehearsal = new Rehearsal();
});
afterEach(() => rehearsal.tools.delete());

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

/** Runs the command again and again, as an operator would who does what they are told. */
async function persevere(what: What): Promise<number> {
  const { values } = ROTATIONS[what];
  const file = rehearsal.secretsFile(values());
  rehearsal.judge = ({ session }) => {
    const live = rehearsal.tools.liveSecrets;
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
    code = await runSecrets([...args, ...confirms], rehearsal.deps).catch((error: unknown) => {
      rehearsal.terminal.line(String(error));
      return 1;
    });
    rehearsal.clock += DAY;
  }
  return code;
}

function expectNoLeak(): void {
  const { folder, commands } = rehearsal.tools;
  const journal = join(folder, 'journal');
  const kept = existsSync(journal)
    ? readdirSync(journal).map((name) => readFileSync(join(journal, name), 'utf8'))
    : [];
  for (const secret of [NEW, OLD]) {
    expect(rehearsal.shown).not.toContain(secret);
    expect(commands.join('\n')).not.toContain(secret);
    expect(kept.join('\n')).not.toContain(secret);
  }
}

describe.each(['session', 'livekit', 'google'] as const)('rotating the %s secret', (what) => {
  const { calls, result } = ROTATIONS[what];
  const writes: readonly number[] = ROTATIONS[what].writes;

  function expectResult(): void {
    expect(rehearsal.tools.liveSecrets).toEqual(result.worker);
    expect(rehearsal.tools.state.agent.secrets).toEqual({ GOOGLE_API_KEY: result.agent });
    expectNoLeak();
  }

  it('ends with the new secret alone, after smoke tests before and after its release', async () => {
    expect(await persevere(what)).toBe(0);
    expectResult();
    expect(rehearsal.tools.calls).toHaveLength(calls);
    expect(readdirSync(join(rehearsal.tools.folder, 'journal'))).toEqual([]);
  });

  const failures = [
    ...[1, ...writes].map((call) => ({ call, when: 'before' as const })),
    ...writes.map((call) => ({ call, when: 'after' as const })),
  ];

  it.each(failures)('goes on after call $call failed $when it was carried out', async (fail) => {
    rehearsal.tools.change({ fail });
    expect(await persevere(what)).toBe(0);
    expect(rehearsal.shown).toMatch(/failed \(exit code 1\)/);
    expectResult();
    const made = rehearsal.tools.commands.filter((line) =>
      /versions secret (bulk|delete)/.test(line),
    );
    expect(made.length).toBeLessThanOrEqual(what === 'session' ? 3 : 2);
  });

  it('goes on after each smoke test failed once', async () => {
    const failed = new Set<string>();
    const { smoke } = rehearsal;
    const flaky: typeof smoke = async (options) => {
      const test = JSON.stringify(options);
      if (!failed.has(test)) {
        failed.add(test);
        throw new SmokeError('turn', new Error('nobody answers'));
      }
      await smoke(options);
    };
    Object.assign(rehearsal, { smoke: flaky });
    expect(await persevere(what)).toBe(0);
    expect(failed.size).toBeGreaterThan(0);
    expectResult();
  });
});

describe('a rotation', () => {
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

  it('writes what belongs together in one version, at first for nobody', async () => {
    expect(await runSecrets(args(rehearsal.secretsFile(values)), rehearsal.deps)).toBe(3);
    const writes = rehearsal.tools.calls.filter(({ args: [, verb] }) => verb === 'secret');
    expect(writes.map(({ input }) => JSON.parse(input))).toEqual([values]);
    expect(rehearsal.tools.commands).toContainEqual(
      'wrangler versions deploy version-1@100% version-2@0% --env production --yes',
    );
    const [first, second, third] = rehearsal.smokeTests;
    expect(first?.version).toEqual({ worker: 'bakebot-token-production', id: 'version-2' });
    expect([first, second].map((test) => test?.session)).toMatchObject([
      { kind: 'signed', secret: NEW },
      { kind: 'signed', secret: OLD },
    ]);
    expect(third?.version).toBeUndefined();
  });

  it('does not release a version whose smoke test failed', async () => {
    rehearsal.judge = () => {
      throw new SmokeError('token', new Error('500 misconfigured'));
    };
    const run = runSecrets(args(rehearsal.secretsFile(values)), rehearsal.deps);
    await expect(run).rejects.toThrow('500 misconfigured');
    expect(rehearsal.tools.state.traffic).toEqual({ 'version-1': 100, 'version-2': 0 });
  });

  it('waits until the old sessions have ended before it withdraws their secret', async () => {
    const file = rehearsal.secretsFile(values);
    const confirmed = [...args(file), '--confirm', 'sign-in'];
    expect(await runSecrets(confirmed, rehearsal.deps)).toBe(3);
    expect(rehearsal.shown).toContain('run this again after 2026-06-02T12:00:30.000Z');
    rehearsal.clock += DAY;
    expect(await runSecrets(confirmed, rehearsal.deps)).toBe(3);
    expect(rehearsal.tools.liveSecrets).toEqual(values);
  });

  it('shows what it would do with --dry-run, and touches nothing', async () => {
    const file = rehearsal.secretsFile(values);
    expect(await runSecrets([...args(file), '--dry-run'], rehearsal.deps)).toBe(0);
    expect(rehearsal.tools.calls).toEqual([]);
    expect(rehearsal.shown).toContain('· release');
    expect(existsSync(join(rehearsal.tools.folder, 'journal'))).toBe(false);
  });

  it('does not go on with other secrets than it began with', async () => {
    await runSecrets(args(rehearsal.secretsFile(values)), rehearsal.deps);
    const other = rehearsal.secretsFile({ ...values, SESSION_SECRET: `${NEW}!` });
    await expect(runSecrets(args(other), rehearsal.deps)).rejects.toThrow('SESSION_SECRET is not');
  });

  it('refuses a pair that LiveKit does not know, before it writes anything', async () => {
    const file = rehearsal.secretsFile({ GOOGLE_API_KEY: 'refuse-this-key' });
    const run = runSecrets(
      ['rotate', 'google', '--env', 'staging', '--url', URL_OF_SERVICE, '--values', file],
      rehearsal.deps,
    );
    await expect(run).rejects.toThrow('Google answers 401');
    expect(rehearsal.tools.calls).toEqual([]);
  });
});
