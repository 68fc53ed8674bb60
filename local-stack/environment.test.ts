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

describe('parseEnvironment', () => {
  it('chooses local services without any variable', () => {
    expect(parseEnvironment({})).toEqual({
      googleApiKey: undefined,
      livekit: undefined,
      agentName: undefined,
    });
  });

  it('chooses the real Gemini when the key is set and not empty', () => {
    expect(parseEnvironment({ GOOGLE_API_KEY: KEY }).googleApiKey).toBe(KEY);
    expect(parseEnvironment({ GOOGLE_API_KEY: '' }).googleApiKey).toBeUndefined();
  });

  it('chooses a LiveKit server when all three variables are set', () => {
    expect(parseEnvironment(CLOUD).livekit).toEqual({
      url: CLOUD.LIVEKIT_URL,
      apiKey: CLOUD.LIVEKIT_API_KEY,
      apiSecret: CLOUD.LIVEKIT_API_SECRET,
    });
  });

  it.each(Object.keys(CLOUD))('reports that %s is missing when the other two are set', (name) => {
    expect(() => parseEnvironment({ ...CLOUD, [name]: undefined })).toThrow(`${name} is missing`);
  });

  it.each([
    ['a key with a space', { GOOGLE_API_KEY: `${KEY} ${KEY}` }, 'GOOGLE_API_KEY'],
    ['a key that is too short', { GOOGLE_API_KEY: 'todo' }, 'GOOGLE_API_KEY'],
    ['an https address for LiveKit', { ...CLOUD, LIVEKIT_URL: 'https://x.io' }, 'LIVEKIT_URL'],
  ])('rejects %s', (_, variables, name) => {
    expect(() => parseEnvironment(variables)).toThrow(name);
  });

  it('keeps secrets out of its error message', () => {
    expect(() => parseEnvironment({ ...CLOUD, LIVEKIT_URL: 'nonsense' })).toThrow(EnvironmentError);
    expect(() => parseEnvironment({ ...CLOUD, LIVEKIT_URL: 'nonsense' })).not.toThrow(
      CLOUD.LIVEKIT_API_SECRET,
    );
  });
});

describe('readEnvironment', () => {
  it("prefers the process's environment to the .env file", () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-test-'));
    const file = join(folder, '.env');
    writeFileSync(file, 'A=from-file\nB="from file" # a comment\n');
    expect(readEnvironment(pathToFileURL(file), { A: 'own' })).toEqual({
      A: 'own',
      B: 'from file',
    });
    rmSync(folder, { recursive: true });
  });

  it('works without a .env file', () => {
    expect(readEnvironment(new URL('file:///nowhere/.env'), { A: 'own' })).toEqual({ A: 'own' });
  });
});
