import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configuredModels } from './configured-models.ts';
import { GOOGLE, openaiError } from './testing/vendor-errors.ts';
import { checkVendorAccess } from './vendor-access.ts';

let server: Server;
let url: string;
let requests: { url: string; headers: Record<string, unknown> }[];
let respond: (url: string) => { code: number; text: string } | undefined;

beforeEach(async () => {
  requests = [];
  respond = () => ({ code: 200, text: '{}' });
  server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', headers: request.headers });
    const answer = respond(request.url ?? '');
    if (answer)
      response.writeHead(answer.code, { 'content-type': 'application/json' }).end(answer.text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** The environment of an operator, with every vendor at the local server. */
function environmentOf(settings: Record<string, string> = {}): Record<string, string> {
  return {
    GOOGLE_API_KEY: 'google-secret',
    GOOGLE_GEMINI_BASE_URL: url,
    OPENAI_BASE_URL: `${url}/v1`,
    DEEPGRAM_BASE_URL: url.replace('http', 'ws'),
    ELEVEN_BASE_URL: `${url}/v1`,
    ...settings,
  };
}

function check(settings: Record<string, string> = {}, timeoutMs?: number) {
  const environment = environmentOf(settings);
  return checkVendorAccess(configuredModels(environment), environment, timeoutMs);
}

describe('checkVendorAccess', () => {
  it('asks Google for each configured model, with the key in a header only', async () => {
    const results = await check();
    expect(results.map(({ model }) => model).toSorted()).toEqual([
      'gemini-3.5-transcribe-live',
      'gemini-3.6-flash',
      'gemini-3.8-flash-lite-tts',
      'gemini-3.8-live',
    ]);
    expect(results.every(({ error }) => !error)).toBe(true);
    for (const request of requests) {
      expect(request.url).toMatch(/^\/v1beta\/models\/gemini-[\w.-]+$/);
      expect(request.headers['x-goog-api-key']).toBe('google-secret');
    }
  });

  it.each(GOOGLE)('reports %s: %s', async (kind, _, code = 0, text) => {
    respond = () => ({ code, text });
    const [result] = await check();
    expect(result?.error?.kind).toBe(kind);
    expect(result?.sentence).toMatch(/^Google.*: .+\.$/);
    expect(JSON.stringify(result)).not.toContain('google-secret');
  });

  it('names the model that is gone, and no other', async () => {
    const gone = { code: 404, text: GOOGLE.find(([kind]) => kind === 'model_gone')?.[3] ?? '' };
    respond = (path) => (path.includes('gemini-0') ? gone : { code: 200, text: '{}' });
    const results = await check({ AGENT_LLM: 'gemini/gemini-0' });
    expect(results.filter(({ error }) => error).map(({ model }) => model)).toEqual(['gemini-0']);
  });

  it.each([
    [
      'AGENT_LLM',
      'openai',
      'OPENAI_API_KEY',
      'authorization',
      'Bearer k-1',
      /\/v1\/models\/gpt-4o$/,
    ],
    [
      'AGENT_STT',
      'deepgram',
      'DEEPGRAM_API_KEY',
      'authorization',
      'Token k-1',
      /\/v1\/auth\/token$/,
    ],
    ['AGENT_TTS', 'elevenlabs', 'ELEVEN_API_KEY', 'xi-api-key', 'k-1', /\/v1\/models$/],
  ])('asks the vendor of %s=%s', async (setting, vendor, variable, header, value, path) => {
    respond = (asked) =>
      path.test(asked)
        ? { code: 401, text: openaiError('Incorrect API key provided.', 'invalid_api_key') }
        : { code: 200, text: '{}' };
    const results = await check({ [setting]: vendor, [variable]: 'k-1' });
    const result = results.find((each) => each.vendor === vendor);
    expect(result).toMatchObject({ error: { kind: 'wrong_key' } });
    expect(result?.sentence).toContain(variable);
    expect(requests.find(({ headers }) => headers[header] === value)?.url).toMatch(path);
  });

  it('accepts a key of ElevenLabs that may not list models', async () => {
    const text = JSON.stringify({ detail: { status: 'missing_permissions', message: 'no' } });
    respond = (path) => ({ code: path === '/v1/models' ? 401 : 200, text });
    const results = await check({ AGENT_TTS: 'elevenlabs', ELEVEN_API_KEY: 'k-1' });
    expect(results.every(({ error }) => !error)).toBe(true);
  });

  it('asks the LiveKit server with the key pair', async () => {
    respond = (path) =>
      path.startsWith('/twirp')
        ? {
            code: 401,
            text: JSON.stringify({ code: 'unauthenticated', msg: 'invalid API key: k' }),
          }
        : { code: 200, text: '{}' };
    const results = await check({
      LIVEKIT_URL: url.replace('http', 'ws'),
      LIVEKIT_API_KEY: 'k',
      LIVEKIT_API_SECRET: 'livekit-secret',
    });
    expect(results.find(({ vendor }) => vendor === 'livekit')?.sentence).toMatch(
      /^LiveKit rejects LIVEKIT_API_KEY and LIVEKIT_API_SECRET: /,
    );
    expect(JSON.stringify(requests)).not.toContain('livekit-secret');
  });

  it('reports no_network when another server answers at LIVEKIT_URL', async () => {
    respond = (path) => ({ code: path.startsWith('/twirp') ? 404 : 200, text: '{}' });
    const results = await check({
      LIVEKIT_URL: url.replace('http', 'ws'),
      LIVEKIT_API_KEY: 'k',
      LIVEKIT_API_SECRET: 's',
    });
    const result = results.find(({ vendor }) => vendor === 'livekit');
    expect(result?.error?.kind).toBe('no_network');
  });

  it('asks no vendor without its variable, nor Vertex AI', async () => {
    const settings = { GOOGLE_API_KEY: '', GOOGLE_CLOUD_PROJECT: 'p' };
    const models = { AGENT_STT: 'vertex', AGENT_LLM: 'vertex', AGENT_TTS: 'vertex' };
    expect(await check({ ...settings, ...models })).toEqual([]);
    expect(requests).toEqual([]);
  });

  it.each([
    ['does not respond in time', () => {}],
    ['cannot be reached', () => server.close()],
  ])('reports no_network when the vendor %s', async (_, prepare) => {
    respond = () => undefined;
    prepare();
    const before = performance.now();
    const [result] = await check({}, 200);
    expect(result?.error).toMatchObject({ kind: 'no_network', isPermanent: false });
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
