import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JWKS_URL, KeyServer } from '../testing/key-server.ts';
import { signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

describe('the log', () => {
  let lines: string[];

  beforeEach(() => {
    lines = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((line: string) => lines.push(line));
    }
  });
  afterEach(() => vi.restoreAllMocks());

  it('logs one line per token with the fields that identify the request', async () => {
    const session = await signSession({ name: 'Ada Lovelace' }, { header: { kid: 'k1' } });
    const headers = { 'x-request-id': 'call-7' };
    await new TestService({ VERSION: { id: 'v9', tag: '', timestamp: '' } }).postToken({
      session,
      headers,
    });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      message: 'request',
      requestId: 'call-7',
      method: 'POST',
      path: '/token',
      status: 201,
      outcome: 'ok',
      subject: expect.stringMatching(/^[\w-]{14}$/),
      algorithm: 'HS256',
      keyId: 'k1',
      secret: 'current',
      sessionAgeMs: 60_000,
      room: expect.stringMatching(/^bakebot_/),
      durationMs: 0,
      version: 'v9',
    });
  });

  it('logs the reason for rejecting a session, which the response hides', async () => {
    const response = await new TestService().postToken({
      session: await signSession({ aud: 'other' }),
    });
    expect(await response.text()).not.toContain('audience');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ reason: 'audience_wrong' });
  });

  it('logs no token, name, subject, body or unknown path', async () => {
    const service = new TestService({ ALLOWED_REQUEST_FIELDS: 'participant_name' });
    const session = await signSession({ sub: 'ada@example.com', name: 'Lovelace' });
    await service.postToken({ session, body: { participant_name: 'Countess' } });
    await service.postToken({ session: `${session}x` });
    await service.postToken({ session, body: '{"broken Countess' });
    await service.fetch(`/token/${session}`);
    await service.fetch(`/token?access_token=${session}`, { method: 'POST' });
    await service.fetch(`/token/${session}`, { method: 'OPTIONS' });
    const misconfigured = new TestService({ SESSION_ISSUER: '' });
    await misconfigured.fetch(`/token/${session}`, { method: 'POST' });
    const logged = lines.join('\n');
    expect(lines).toHaveLength(8);
    for (const secret of ['ada@', 'ada%40', 'Lovelace', 'Countess', ...session.split('.')]) {
      expect(logged).not.toContain(secret);
    }
  });

  it('logs the name and location of an unexpected error, not its message', async () => {
    const keyServer = new KeyServer();
    const sign = await keyServer.addKey('k1');
    let isBroken = false;
    const service = new TestService(
      { SESSION_ALGORITHM: 'ES256', SESSION_JWKS_URL: JWKS_URL },
      {
        fetch: keyServer.fetch,
        defer: () => {
          if (isBroken) throw new TypeError('ada');
        },
      },
    );
    const session = await sign();
    await service.postToken({ session });
    isBroken = true;
    service.now += 11 * 60_000;
    lines.length = 0;
    const response = await service.postToken({ session });
    expect(response.status).toBe(500);
    expect(Object(await response.json()).code).toBe('internal');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      outcome: 'internal',
      error: expect.any(String),
      at: expect.stringMatching(/^at /),
    });
  });
});
