import { describe, expect, it } from 'vitest';
import { signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

const REVOCATION_KEY = 'revocation-key-0123456789-abcdefghijk';

async function revoke(body: unknown, key = REVOCATION_KEY): Promise<Response> {
  return new TestService({ REVOCATION_KEY }).fetch('/revoke', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('POST /revoke', () => {
  it.each([
    ['another key', 'another-key-0123456789-abcdefghijklm'],
    ['a longer key', `${REVOCATION_KEY}x`],
    ['a part of the key', REVOCATION_KEY.slice(0, -1)],
  ])('rejects %s as the credential', async (_, key) => {
    const response = await revoke({ subject: 'ada' }, key);
    expect(response.status).toBe(401);
  });

  it('rejects a user’s session as the credential', async () => {
    expect((await revoke({ subject: 'ada' }, await signSession())).status).toBe(401);
  });

  it.each([
    [{}],
    [{ subject: '' }],
    [{ subject: 7 }],
    [{ subject: 'ada', session_id: '' }],
    [{ subject: 'ada', session_id: 'x'.repeat(257) }],
    [{ subject: 'ada', sid: 's1' }],
    [[]],
  ])('rejects the body %j', async (body) => {
    const response = await revoke(body);
    expect(response.status).toBe(400);
    expect(Object(await response.json()).code).toBe('body_invalid');
  });

  it('returns 404 when no REVOCATION_KEY is configured', async () => {
    const response = await new TestService().fetch('/revoke', { method: 'POST' });
    expect(response.status).toBe(404);
  });
});
