import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, parseEnvironment, readEnvironment } from './environment.ts';

const KEY = 'AIzaSyA0123456789012345678901234567890';
const CLOUD = {
  LIVEKIT_URL: 'wss://kitchen.livekit.cloud',
  LIVEKIT_API_KEY: 'APIabc',
  LIVEKIT_API_SECRET: 'do-not-show-this',
};

describe('the rules of the environment', () => {
  it('needs nothing at all', () => {
    expect(parseEnvironment({})).toEqual({
      googleApiKey: undefined,
      livekit: undefined,
      agentName: undefined,
    });
  });

  it('takes the real Gemini when there is a key, and counts an empty one as none', () => {
    expect(parseEnvironment({ GOOGLE_API_KEY: KEY }).googleApiKey).toBe(KEY);
    expect(parseEnvironment({ GOOGLE_API_KEY: '' }).googleApiKey).toBeUndefined();
  });

  it('takes LiveKit Cloud when all of its three variables are set', () => {
    expect(parseEnvironment(CLOUD).livekit).toEqual({
      url: CLOUD.LIVEKIT_URL,
      apiKey: CLOUD.LIVEKIT_API_KEY,
      apiSecret: CLOUD.LIVEKIT_API_SECRET,
    });
  });

  it.each(Object.keys(CLOUD))('says that %s is missing when the other two are set', (name) => {
    expect(() => parseEnvironment({ ...CLOUD, [name]: undefined })).toThrow(`${name} is missing`);
  });

  it.each([
    ['a key with a blank in it', { GOOGLE_API_KEY: `${KEY} ${KEY}` }, 'GOOGLE_API_KEY'],
    ['a key that is too short', { GOOGLE_API_KEY: 'todo' }, 'GOOGLE_API_KEY'],
    ['an https address for LiveKit', { ...CLOUD, LIVEKIT_URL: 'https://x.io' }, 'LIVEKIT_URL'],
  ])('refuses %s', (_, variables, name) => {
    expect(() => parseEnvironment(variables)).toThrow(name);
  });

  it('never shows a secret in its complaint', () => {
    expect(() => parseEnvironment({ ...CLOUD, LIVEKIT_URL: 'nonsense' })).toThrow(EnvironmentError);
    expect(() => parseEnvironment({ ...CLOUD, LIVEKIT_URL: 'nonsense' })).not.toThrow(
      CLOUD.LIVEKIT_API_SECRET,
    );
  });
});

describe('the .env file', () => {
  it("gives way to the process's own environment", () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-test-'));
    const file = join(folder, '.env');
    writeFileSync(file, 'A=from-file\nB="from file" # a comment\n');
    expect(readEnvironment(pathToFileURL(file), { A: 'own' })).toEqual({
      A: 'own',
      B: 'from file',
    });
    rmSync(folder, { recursive: true });
  });

  it('need not exist', () => {
    expect(readEnvironment(new URL('file:///nowhere/.env'), { A: 'own' })).toEqual({ A: 'own' });
  });
});
