import { describe, expect, it } from 'vitest';
import { type TokenEndpoint, tokenFromEndpoint } from './room-token.ts';

const endpoint = 'https://token.example.com/token';

function request(
  fetch: NonNullable<TokenEndpoint['fetch']>,
  signal = new AbortController().signal,
) {
  return tokenFromEndpoint({ endpoint, getSession: async () => 'session', fetch })({ signal });
}

function respondWith(body: string, init?: ResponseInit): NonNullable<TokenEndpoint['fetch']> {
  return async () => new Response(body, init);
}

describe('tokenFromEndpoint', () => {
  it("posts the session by LiveKit's endpoint contract", async () => {
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
  ])('maps %i to %s, with the problem details of the response', async (status, code) => {
    const problem = JSON.stringify({ code: 'session_expired', detail: 'Sign in again.' });
    const answer = respondWith(problem, { status, headers: { 'retry-after': '7' } });
    await expect(request(answer)).rejects.toMatchObject({
      code,
      message: 'Sign in again.',
      retryAfterMs: 7000,
      problem: { status, code: 'session_expired', detail: 'Sign in again.' },
    });
  });

  it('reports the status when the response has no problem details', async () => {
    await expect(request(respondWith('<html>', { status: 500 }))).rejects.toMatchObject({
      code: 'token_refused',
      message: 'The token service returned 500.',
      retryAfterMs: undefined,
    });
  });

  it.each(['', '<html>', '{}', '{"server_url":1,"participant_token":"x"}'])(
    'rejects the response %j as malformed',
    async (body) => {
      await expect(request(respondWith(body))).rejects.toMatchObject({ code: 'token_malformed' });
    },
  );

  it('reports an unreachable service when the request fails', async () => {
    const refuse = () => Promise.reject(new TypeError('fetch failed'));
    await expect(request(refuse)).rejects.toMatchObject({ code: 'token_service_unreachable' });
  });

  it('aborts the request when the signal aborts', async () => {
    const controller = new AbortController();
    const answer = request(async (_, init) => {
      controller.abort();
      init?.signal?.throwIfAborted();
      return new Response();
    }, controller.signal);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });
});
