import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Tools } from '../cli/tools.ts';
import { TestContext } from '../testing/test-context.ts';
import { runSecrets } from './secrets.ts';

// Each test starts processes, which can take a second each on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let test: TestContext;

beforeEach(() => {
  test = new TestContext();
});
afterEach(() => test.tools.delete());

describe('npm run secrets', () => {
  it('lists the names of secrets and exits with 1 when a required one is missing', async () => {
    expect(await runSecrets(['list', '--env', 'staging'], test.context)).toBe(1);
    expect(test.shown).toMatch(/worker +SESSION_SECRET +set/);
    expect(test.shown).toMatch(/worker +LIVEKIT_API_KEY +MISSING/);
    expect(test.shown).toMatch(/worker +REVOCATION_KEY +not set/);
    expect(test.shown).toMatch(/agent +GOOGLE_API_KEY +set/);
    expect(test.shown).toMatch(/agent +DEEPGRAM_API_KEY +not set/);
  });

  it('sets the Worker’s secrets through wrangler and the agent’s through lk', async () => {
    const file = test.secretsFile({
      REVOCATION_KEY: 'revoke-revoke',
      GOOGLE_API_KEY: 'google-google',
    });
    expect(await runSecrets(['set', '--env', 'staging', '--values', file], test.context)).toBe(0);
    const [worker, agent] = test.tools.calls;
    expect(worker).toMatchObject({ args: ['secret', 'bulk', '--env', 'staging'] });
    expect(JSON.parse(worker?.input ?? '')).toEqual({ REVOCATION_KEY: 'revoke-revoke' });
    expect(agent).toMatchObject({ file: 'GOOGLE_API_KEY="google-google"\n', mode: 0o600 });
    expect(agent?.args.join(' ')).toMatch(/^agent update-secrets .*--config livekit.staging.toml/);
    expect(statSync(agent?.args[3] ?? '', { throwIfNoEntry: false })).toBeUndefined();
    expect(test.shown).not.toMatch(/revoke-revoke|google-google/);
  });

  it('sets nothing with --dry-run', async () => {
    const file = test.secretsFile({ REVOCATION_KEY: 'revoke-revoke' });
    const args = ['set', '--env', 'staging', '--values', file, '--dry-run'];
    expect(await runSecrets(args, test.context)).toBe(0);
    expect(test.tools.calls).toEqual([]);
  });

  it.each([
    ['a file that other users can read', { REVOCATION_KEY: 'revoke-revoke' }, 0o644, 'chmod 600'],
    [
      'an unknown secret',
      { PASSWORD: 'revoke-revoke' },
      0o600,
      'Unknown secret: PASSWORD. Known: LIVEKIT_URL',
    ],
  ])('rejects %s', async (_, values, mode, words) => {
    const file = test.secretsFile(values, mode);
    const run = runSecrets(['set', '--env', 'staging', '--values', file], test.context);
    await expect(run).rejects.toThrow(words);
    expect(test.tools.calls).toEqual([]);
  });

  it('redacts a secret in the output of a failing tool', async () => {
    test.tools.change({ broken: 'wrangler secret bulk' });
    const file = test.secretsFile({ REVOCATION_KEY: 'revoke-revoke' });
    const run = runSecrets(['set', '--env', 'staging', '--values', file], test.context);
    const failure = await run.catch((error: unknown) => String(error));
    expect(failure).toContain('Input: {"REVOCATION_KEY":"[redacted]"}');
  });

  it('never passes a secret on a command line', async () => {
    const { redaction } = test;
    redaction.add('revoke-revoke');
    const tools = new Tools({ path: test.tools.path, redaction });
    await expect(tools.run('lk', ['--secrets', 'A=revoke-revoke'])).rejects.toThrow('command line');
    expect(test.tools.calls).toEqual([]);
  });

  it('explains how to install a missing tool', async () => {
    const tools = new Tools({ path: test.tools.folder, redaction: test.redaction });
    await expect(tools.run('lk', ['agent', 'status'])).rejects.toThrow(
      /lk is not installed.*Install it/,
    );
  });

  it('generates random secrets into a new private file', async () => {
    const path = join(test.tools.folder, 'new.env');
    const args = ['generate', 'SESSION_SECRET', 'REVOCATION_KEY', '--to', path];
    expect(await runSecrets(args, test.context)).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const made = readFileSync(path, 'utf8');
    expect(made).toMatch(/^SESSION_SECRET="[\w-]{43}"\nREVOCATION_KEY="[\w-]{43}"\n$/);
    await expect(runSecrets(args, test.context)).rejects.toThrow('EEXIST');
  });

  it.each([
    ['no command', []],
    ['an unknown environment', ['list', '--env', 'prod']],
    ['no environment', ['list']],
    ['an unknown rotation', ['rotate', 'everything', '--env', 'staging']],
    ['an unknown option', ['list', '--force']],
  ])('rejects the command line with %s', async (_, args) => {
    await expect(runSecrets(args, test.context)).rejects.toMatchObject({ code: 'usage' });
  });
});
