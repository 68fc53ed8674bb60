import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccess } from './access.ts';

/** Stands in for Google's API: it has one good key, and models but the previews. */
const google = createServer(({ url, headers }, response) => {
  const isGood = headers['x-goog-api-key'] === 'the-good-key';
  const status = url?.endsWith('-preview') ? 404 : 200;
  const details = [{ reason: 'API_KEY_INVALID' }];
  const error = { code: 400, status: 'INVALID_ARGUMENT', message: 'API key not valid.', details };
  response.writeHead(isGood ? status : 400).end(JSON.stringify(isGood ? {} : { error }));
});
let url: string;

beforeAll(async () => {
  await once(google.listen(0, '127.0.0.1'), 'listening');
  const address = google.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => google.close());

function check(key: string, settings: Record<string, string> = {}) {
  return checkAccess({ GOOGLE_API_KEY: key, GOOGLE_GEMINI_BASE_URL: url, ...settings });
}

describe('the doctor', () => {
  it('names the models that a good key gives access to', async () => {
    expect(await check('the-good-key')).toMatchObject([
      { about: 'access', verdict: 'ok', found: expect.stringContaining('gemini-3.6-flash') },
    ]);
  });

  it('says once that Google rejects a wrong key, and where to get one', async () => {
    expect(await check('a-wrong-key')).toEqual([
      {
        about: 'access',
        verdict: 'fail',
        found: 'Google rejects GOOGLE_API_KEY',
        remedy: 'Get a key at https://aistudio.google.com/apikey.',
      },
    ]);
  });

  it('names a model that Google does not have, and its successor', async () => {
    const findings = await check('the-good-key', {
      AGENT_TTS: 'gemini/gemini-3.1-flash-tts-preview',
    });
    expect(findings[0]).toMatchObject({
      verdict: 'fail',
      found: 'Google does not have the model gemini-3.1-flash-tts-preview',
      remedy: expect.stringMatching(/^Use gemini-3\.8/),
    });
  });

  it('warns when Google cannot be reached', async () => {
    const settings = { GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:1' };
    expect(await check('the-good-key', settings)).toMatchObject([{ verdict: 'warn' }]);
  });

  it('finds nothing to check without keys', async () => {
    expect(await checkAccess({})).toEqual([]);
  });
});
