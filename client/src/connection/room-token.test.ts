import { describe, expect, it } from 'vitest';
import { type TokenEndpoint, tokenFromEndpoint } from './room-token.ts';

const endpoint = 'https://token.example.com/token';

function request(
  fetch: NonNullable<TokenEndpoint['fetch']>,
  signal = new AbortController().signal,
) {
  return tokenFromEndpoint({ endpoint, getSession: async () => 'session', fetch })({ signal });
}

function answering(body: string, init?: ResponseInit): NonNullable<TokenEndpoint['fetch']> {
  return async () => new Response(body, init);
}

describe('the token endpoint', () => {
  it('is asked with the session, by the standard contract', async () => {
    const requests: Request[] = [];
    const token = await request(async (input, init) => {
      requests.push(new Request(input, init));
      const body = { server_url: 'wss://room', participant_token: 'jwt', new: 1 };
      return Response.json(body, { status: 201 });
    });
    expect(token).toEqual({ url: 'wss://room', token: 'jwt' });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'POST', url: endpoint });
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer session');
    expect(requests[0]?.headers.get('content-type')).toBe('application/json');
  });

  it.each([
    [401, 'session_rejected'],
    [403, 'token_refused'],
    [429, 'rate_limited'],
    [503, 'token_service_unreachable'],
  ])('%i is %s, with what the service said', async (status, code) => {
    const problem = JSON.stringify({ code: 'session_expired', detail: 'Sign in again.' });
    const answer = answering(problem, { status, headers: { 'retry-after': '7' } });
    await expect(request(answer)).rejects.toMatchObject({
      code,
      message: 'Sign in again.',
      retryAfterMs: 7000,
      problem: { status, code: 'session_expired', detail: 'Sign in again.' },
    });
  });

  it('may refuse without a word', async () => {
    await expect(request(answering('<html>', { status: 500 }))).rejects.toMatchObject({
      code: 'token_refused',
      message: 'The token service returned 500.',
      retryAfterMs: undefined,
    });
  });

  it.each(['', '<html>', '{}', '{"server_url":1,"participant_token":"x"}'])(
    'is the wrong address when it answers with %j',
    async (body) => {
      await expect(request(answering(body))).rejects.toMatchObject({ code: 'token_malformed' });
    },
  );

  it('is unreachable when nobody answers', async () => {
    const refuse = () => Promise.reject(new TypeError('fetch failed'));
    await expect(request(refuse)).rejects.toMatchObject({ code: 'token_service_unreachable' });
  });

  it('can be called off', async () => {
    const controller = new AbortController();
    const answer = request(async (_, init) => {
      controller.abort();
      init?.signal?.throwIfAborted();
      return new Response();
    }, controller.signal);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });
});
