import { env, exports } from 'cloudflare:workers';
import { TokenResponse } from '@bakebot/protocol';
import { describe, expect, it } from 'vitest';
import type { Bindings } from './http/app-env.ts';
import { signSession } from './testing/sessions.ts';

describe('the Worker as wrangler.toml deploys it', () => {
  it('exchanges a session for a room token', async () => {
    const iat = Math.floor(Date.now() / 1000);
    const session = await signSession({ iat, exp: iat + 60 });
    const response = await exports.default.fetch('https://token.example.com/token', {
      method: 'POST',
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(201);
    expect(TokenResponse.parse(await response.json()).server_url).toMatch(/^wss:/);
  });

  it('has every binding under the expected name', () => {
    const bindings: Bindings = env;
    for (const name of ['ADDRESS_LIMIT', 'SUBJECT_LIMIT', 'SUBJECTS', 'VERSION']) {
      expect(bindings).toHaveProperty(name);
    }
  });

  it('rejects a request without a session', async () => {
    const url = 'https://token.example.com/token';
    expect((await exports.default.fetch(url, { method: 'POST' })).status).toBe(401);
  });
});
