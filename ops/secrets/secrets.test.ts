import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Tools } from '../cli/tools.ts';
import { Rehearsal } from '../testing/rehearsal.ts';
import { runSecrets } from './main.ts';

// Programs are started, each a second's work on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let rehearsal: Rehearsal;

beforeEach(() => {
  rehearsal = new Rehearsal();
});
afterEach(() => rehearsal.tools.delete());

describe('npm run secrets', () => {
  it('lists names, and ends with 1 while one is missing that must be there', async () => {
    expect(await runSecrets(['list', '--env', 'staging'], rehearsal.deps)).toBe(1);
    expect(rehearsal.shown).toMatch(/worker +SESSION_SECRET +set/);
    expect(rehearsal.shown).toMatch(/worker +LIVEKIT_API_KEY +MISSING/);
    expect(rehearsal.shown).toMatch(/worker +REVOCATION_KEY +not set/);
    expect(rehearsal.shown).toMatch(/agent +GOOGLE_API_KEY +set/);
    expect(rehearsal.shown).toMatch(/agent +DEEPGRAM_API_KEY +not set/);
  });

  it('sets the secrets of the Worker and of the agent, each where it belongs', async () => {
    const file = rehearsal.secretsFile({
      REVOCATION_KEY: 'revoke-revoke',
      GOOGLE_API_KEY: 'google-google',
    });
    expect(await runSecrets(['set', '--env', 'staging', '--values', file], rehearsal.deps)).toBe(0);
    const [worker, agent] = rehearsal.tools.calls;
    expect(worker).toMatchObject({ args: ['secret', 'bulk', '--env', 'staging'] });
    expect(JSON.parse(worker?.input ?? '')).toEqual({ REVOCATION_KEY: 'revoke-revoke' });
    expect(agent).toMatchObject({ file: 'GOOGLE_API_KEY="google-google"\n', mode: 0o600 });
    expect(agent?.args.join(' ')).toMatch(/^agent update-secrets .*--config livekit.staging.toml/);
    expect(statSync(agent?.args[3] ?? '', { throwIfNoEntry: false })).toBeUndefined();
    expect(rehearsal.shown).not.toMatch(/revoke-revoke|google-google/);
  });

  it('shows what it would set with --dry-run', async () => {
    const file = rehearsal.secretsFile({ REVOCATION_KEY: 'revoke-revoke' });
    const args = ['set', '--env', 'staging', '--values', file, '--dry-run'];
    expect(await runSecrets(args, rehearsal.deps)).toBe(0);
    expect(rehearsal.tools.calls).toEqual([]);
  });

  it.each([
    ['a file that others can read', { REVOCATION_KEY: 'revoke-revoke' }, 0o644, 'chmod 600'],
    ['a name that nobody knows', { PASSWORD: 'revoke-revoke' }, 0o600, 'PASSWORD'],
  ])('refuses %s', async (_, values, mode, words) => {
    const file = rehearsal.secretsFile(values, mode);
    const run = runSecrets(['set', '--env', 'staging', '--values', file], rehearsal.deps);
    await expect(run).rejects.toThrow(words);
    expect(rehearsal.tools.calls).toEqual([]);
  });

  it('withholds a secret that a tool repeats', async () => {
    rehearsal.tools.change({ broken: 'wrangler secret bulk' });
    const file = rehearsal.secretsFile({ REVOCATION_KEY: 'revoke-revoke' });
    const run = runSecrets(['set', '--env', 'staging', '--values', file], rehearsal.deps);
    const failure = await run.catch((error: unknown) => String(error));
    expect(failure).toContain('It was given: {"REVOCATION_KEY":"[withheld]"}');
  });

  it('never passes a secret on a command line', async () => {
    const { redaction } = rehearsal;
    redaction.add('revoke-revoke');
    const tools = new Tools({ path: rehearsal.tools.path, redaction });
    await expect(tools.run('lk', ['--secrets', 'A=revoke-revoke'])).rejects.toThrow('command line');
    expect(rehearsal.tools.calls).toEqual([]);
  });

  it('says how to get a tool that is not there', async () => {
    const tools = new Tools({ path: rehearsal.tools.folder, redaction: rehearsal.redaction });
    await expect(tools.run('lk', ['agent', 'status'])).rejects.toThrow(
      /lk cannot be run.*Install it/,
    );
  });

  it('makes random secrets in a new file of one’s own', async () => {
    const path = join(rehearsal.tools.folder, 'new.env');
    const args = ['generate', 'SESSION_SECRET', 'REVOCATION_KEY', '--to', path];
    expect(await runSecrets(args, rehearsal.deps)).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const made = readFileSync(path, 'utf8');
    expect(made).toMatch(/^SESSION_SECRET="[\w-]{43}"\nREVOCATION_KEY="[\w-]{43}"\n$/);
    await expect(runSecrets(args, rehearsal.deps)).rejects.toThrow('EEXIST');
  });

  it.each([
    ['nothing', []],
    ['an environment that does not exist', ['list', '--env', 'prod']],
    ['no environment', ['list']],
    ['an unknown rotation', ['rotate', 'everything', '--env', 'staging']],
    ['an unknown option', ['list', '--force']],
  ])('does not understand %s', async (_, args) => {
    await expect(runSecrets(args, rehearsal.deps)).rejects.toMatchObject({ code: 'usage' });
  });
});
