import { once } from 'node:events';
import type { Server } from 'node:http';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSignInServer } from './server.ts';

const SETTINGS = {
  secret: 'a-secret-of-at-least-thirty-two-bytes',
  issuer: 'sign-in',
  audience: 'token-service',
  allowedOrigins: ['http://127.0.0.1:5173'],
};

let server: Server;
let url: string;

beforeEach(async () => {
  server = createSignInServer(SETTINGS);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/session`;
});

afterEach(() => {
  server.close();
});

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers });
}

describe('the development sign-in', () => {
  it('signs a session of one hour for any subject', async () => {
    const response = await post('{"sub":"anna","name":"Anna","locale":"de-DE"}');
    expect(response.status).toBe(200);
    const { token } = z.object({ token: z.string() }).parse(await response.json());
    const { payload } = await jwtVerify(token, new TextEncoder().encode(SETTINGS.secret), {
      algorithms: ['HS256'],
      issuer: SETTINGS.issuer,
      audience: SETTINGS.audience,
    });
    expect(payload).toMatchObject({ sub: 'anna', name: 'Anna', locale: 'de-DE' });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(3600);
  });

  it.each([
    ['a body that is not JSON', 'sub=anna'],
    ['a missing subject', '{}'],
    ['an empty subject', '{"sub":""}'],
  ])('rejects %s with a reason', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringMatching(/expected/i) });
  });

  it('rejects a body above the limit', async () => {
    expect((await post(JSON.stringify({ sub: 'a'.repeat(5000) }))).status).toBe(413);
  });

  it('rejects a body above the limit without Content-Length', async () => {
    const body = new Blob(['{"sub":"', 'a'.repeat(5000), '"}']).stream();
    const response = await fetch(url, { method: 'POST', body, duplex: 'half' });
    expect(response.status).toBe(413);
  });

  it('rejects other methods and paths', async () => {
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(`${url}/x`, { method: 'POST' })).status).toBe(404);
  });

  it('allows CORS for the playground only', async () => {
    const own = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin: 'http://127.0.0.1:5173' },
    });
    expect(own.status).toBe(204);
    expect(own.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:5173');
    const other = await post('{"sub":"anna"}', { origin: 'http://evil.example' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});
