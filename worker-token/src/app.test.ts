import { describe, expect, it, vi } from 'vitest';
import { JWKS_URL } from './testing/key-server.ts';
import { signSession } from './testing/sessions.ts';
import { TestService } from './testing/test-service.ts';

describe('responses', () => {
  it.each<[number, string, RequestInit]>([
    [201, '/token', { method: 'POST' }],
    [401, '/token', { method: 'POST', headers: { authorization: 'Bearer x' } }],
    [405, '/token', { method: 'DELETE' }],
    [404, '/nowhere', {}],
    [200, '/healthz', {}],
  ])('forbids caching and framing of %i %s', async (status, path, init) => {
    const authorization = `Bearer ${await signSession()}`;
    const response = await new TestService().fetch(path, { headers: { authorization }, ...init });
    expect(response.status).toBe(status);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  });

  it('echoes the caller’s request id only when it is short and plain', async () => {
    const service = new TestService();
    const idFor = async (id: string) =>
      (await service.fetch('/healthz', { headers: { 'x-request-id': id } })).headers.get(
        'x-request-id',
      );
    expect(await idFor('call-7')).toBe('call-7');
    expect(await idFor('a b')).toMatch(/^[\da-f-]{36}$/);
    expect(await idFor('a=b')).toMatch(/^[\da-f-]{36}$/);
    expect(await idFor('x'.repeat(65))).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('problems', () => {
  it.each<[number, string, RequestInit, Record<string, string>]>([
    [401, 'session_missing', { method: 'POST' }, { 'www-authenticate': 'Bearer realm="bakebot"' }],
    [
      400,
      'authorization_malformed',
      { method: 'POST', headers: { authorization: 'Basic YTpi' } },
      { 'www-authenticate': 'Bearer realm="bakebot", error="invalid_request"' },
    ],
    [
      401,
      'session_invalid',
      { method: 'POST', headers: { authorization: 'Bearer a.b.c' } },
      { 'www-authenticate': 'Bearer realm="bakebot", error="invalid_token"' },
    ],
    [405, 'method_not_allowed', { method: 'GET' }, { allow: 'POST, OPTIONS' }],
    [405, 'method_not_allowed', { method: 'PUT' }, { allow: 'POST, OPTIONS' }],
  ])('returns problem details (RFC 9457) for %i %s', async (status, code, init, headers) => {
    const response = await new TestService().fetch('/token', init);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    for (const [name, value] of Object.entries(headers)) {
      expect(response.headers.get(name)).toBe(value);
    }
    expect(await response.json()).toEqual({
      type: `urn:bakebot:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      request_id: response.headers.get('x-request-id'),
    });
  });
});

describe('requests by address', () => {
  it.each(['/', '/openapi.json', '/healthz', '/readyz', '/token', '/nowhere'])(
    'limits requests for %s',
    async (path) => {
      const exceeded: RateLimit = { limit: async () => ({ success: false }) };
      const service = new TestService({ ADDRESS_LIMIT: exceeded });
      expect((await service.fetch(path)).status).toBe(429);
    },
  );
});

describe('read-only paths', () => {
  it.each(['/', '/openapi.json', '/healthz', '/readyz'])(
    'rejects POST %s with the allowed methods',
    async (path) => {
      const service = new TestService();
      expect((await service.fetch(path, { method: 'HEAD' })).status).toBe(200);
      const response = await service.fetch(path, { method: 'POST' });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    },
  );
});

describe('request bodies', () => {
  it.each<[number, string, unknown, string]>([
    [400, 'body_malformed', '{"room_name":', 'application/json'],
    [400, 'body_invalid', '[]', 'application/json; charset=utf-8'],
    [415, 'media_type_unsupported', '{}', 'text/plain'],
    [415, 'media_type_unsupported', '{}', 'application/jsonp'],
    [415, 'media_type_unsupported', 'a=b', 'application/x-www-form-urlencoded'],
    [400, 'body_malformed', '\uFEFF', 'application/json'],
    [413, 'body_too_large', ' '.repeat(16_385), 'application/json'],
  ])('returns %i %s for an unacceptable body', async (status, code, body, type) => {
    const response = await new TestService().postToken({ body, headers: { 'content-type': type } });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code });
  });

  it.each(['{}', ''])(
    'accepts the JSON body %j with any spelling of the media type',
    async (body) => {
      const headers = { 'content-type': 'Application/JSON;charset=UTF-8' };
      expect((await new TestService().postToken({ body, headers })).status).toBe(201);
    },
  );

  it('returns Accept-Post for a non-JSON body', async () => {
    const headers = { 'content-type': 'text/plain' };
    const response = await new TestService().postToken({ body: 'x', headers });
    expect(response.headers.get('accept-post')).toBe('application/json');
  });

  it.each<[string, Record<string, string>]>([
    ['without a length (CVE-2026-44456)', {}],
    [
      'with both framing headers (CVE-2025-59139)',
      { 'content-length': '2', 'transfer-encoding': 'chunked' },
    ],
  ])('stops reading a too large body %s', async (_, headers) => {
    let chunks = 0;
    const endless = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const response = await new TestService().fetch('/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: endless,
    });
    expect(response.status).toBe(413);
    expect(chunks).toBeLessThan(32);
  });

  it('rejects a body by its Content-Length without reading it', async () => {
    const body = new ReadableStream();
    const headers = { 'content-type': 'application/json', 'content-length': '16385' };
    const init = { method: 'POST', headers, body };
    expect((await new TestService().fetch('/token', init)).status).toBe(413);
    expect(body.locked).toBe(false);
  });
});

describe('cross-origin pages', () => {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  };

  it('varies the documentation by origin, once', async () => {
    for (const headers of [{}, { origin: 'https://app.example.com' }]) {
      const response = await new TestService().fetch('/openapi.json', { headers });
      expect(response.headers.get('vary')).toBe('Origin');
    }
  });

  it('lets pages send the headers of tracing libraries', async () => {
    const service = new TestService({ ALLOWED_ORIGINS: 'capacitor://localhost' });
    const headers = { ...preflight.headers, origin: 'capacitor://localhost' };
    const response = await service.fetch('/token', { ...preflight, headers });
    expect(response.headers.get('access-control-allow-origin')).toBe('capacitor://localhost');
    expect(response.headers.get('access-control-allow-headers')).toMatch(
      /traceparent,tracestate,baggage,sentry-trace/,
    );
  });

  it('lets pages of configured origins call and read problems', async () => {
    const service = new TestService();
    const origin = 'https://app.example.com';
    const preflighted = await service.fetch('/token', {
      ...preflight,
      headers: { ...preflight.headers, origin },
    });
    expect(preflighted.status).toBe(204);
    expect(preflighted.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflighted.headers.get('access-control-allow-headers')).toMatch(
      /authorization,content-type/,
    );

    const rejected = await service.postToken({ session: 'x', headers: { origin } });
    expect(rejected.status).toBe(401);
    expect(rejected.headers.get('access-control-allow-origin')).toBe(origin);
    expect(rejected.headers.get('access-control-expose-headers')).toMatch(/www-authenticate/);
    expect(rejected.headers.get('access-control-allow-credentials')).toBeNull();
    expect(rejected.headers.get('vary')).toMatch(/origin/i);
  });

  // CVE-2026-54290: an origin that is merely reflected.
  it.each(['https://evil.example.com', 'https://app.example.com.evil.com', 'null', 'file://'])(
    'sends no CORS headers to the origin %s',
    async (origin) => {
      const service = new TestService();
      const preflighted = await service.fetch('/token', {
        ...preflight,
        headers: { ...preflight.headers, origin },
      });
      expect(preflighted.headers.get('access-control-allow-origin')).toBeNull();
      const minted = await service.postToken({ headers: { origin } });
      expect(minted.headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

describe('GET /readyz', () => {
  it('returns 200 without details when keys are available', async () => {
    const response = await new TestService().fetch('/readyz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ready' });
  });

  it('returns 503 without the JWKS URL while the keys cannot be fetched', async () => {
    const service = new TestService({ SESSION_ALGORITHM: 'RS256', SESSION_JWKS_URL: JWKS_URL });
    const response = await service.fetch('/readyz');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.text()).not.toContain('sign-in.example.com');
  });
});

describe('an invalid configuration', () => {
  it('keeps /healthz up, fails /readyz and logs every remedy without the secret', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const service = new TestService({ SESSION_ISSUER: '', SESSION_SECRET: 'too-short-and-secret' });
    expect((await service.fetch('/healthz')).status).toBe(200);
    expect((await service.fetch('/readyz')).status).toBe(500);
    const response = await service.postToken();
    expect(Object(await response.json()).code).toBe('misconfigured');
    const lines = logged.mock.calls.join('\n');
    expect(lines).toMatch(/SESSION_ISSUER: is missing/);
    expect(lines).toMatch(/SESSION_SECRET: must have at least 32 bytes/);
    expect(lines).not.toContain('too-short-and-secret');
    vi.restoreAllMocks();
  });
});
