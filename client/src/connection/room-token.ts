import { TokenResponse } from '@bakebot/protocol';
import { LiveKitServiceError, type ServiceErrorCode, type TokenProblem } from '../state/errors.ts';

/** LiveKit's address, and a token for it. */
export type RoomToken = { readonly url: string; readonly token: string };

/** Called for each connection: a room token is for one use and expires within minutes. */
export type TokenSource = (options: { readonly signal: AbortSignal }) => Promise<RoomToken>;

export type TokenEndpoint = {
  /** The token service's address: `https://token.example.com/token`. */
  readonly endpoint: string;
  /** The app's session JWT. Called for each request, so that the app can renew an expired one. */
  readonly getSession: () => Promise<string>;
  /** Without it, the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
};

/**
 * A token source for LiveKit's standard endpoint contract:
 * https://docs.livekit.io/frontends/build/authentication/endpoint
 *
 * @throws LiveKitServiceError when the request fails or is refused
 */
export function tokenFromEndpoint({
  endpoint,
  getSession,
  fetch = globalThis.fetch,
}: TokenEndpoint): TokenSource {
  return async function requestToken({ signal }) {
    const session = await getSession();
    const response = await post(fetch, endpoint, session, signal);
    if (!response.ok) throw await toServiceError(response);
    const body = TokenResponse.safeParse(await readJson(response));
    if (!body.success) {
      throw new LiveKitServiceError(
        'token_malformed',
        `${endpoint} did not return server_url and participant_token: is it the token endpoint?`,
      );
    }
    return { url: body.data.server_url, token: body.data.participant_token };
  };
}

async function post(
  fetch: typeof globalThis.fetch,
  endpoint: string,
  session: string,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
      body: '{}',
      signal,
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new LiveKitServiceError(
      'token_service_unreachable',
      `No response from ${endpoint}: check the network, the address and, in a browser, the allowed origins.`,
      { cause },
    );
  }
}

async function toServiceError(response: Response): Promise<LiveKitServiceError> {
  const problem = toProblem(response.status, await readJson(response));
  const retryAfterSeconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new LiveKitServiceError(
    codeOf(response.status),
    problem.detail ?? problem.title ?? `The token service returned ${response.status}.`,
    {
      problem,
      retryAfterMs: Number.isFinite(retryAfterSeconds) ? retryAfterSeconds * 1000 : undefined,
    },
  );
}

function codeOf(status: number): ServiceErrorCode {
  switch (status) {
    case 401:
      return 'session_rejected';
    case 429:
      return 'rate_limited';
    case 502:
    case 503:
    case 504:
      return 'token_service_unreachable';
    default:
      return 'token_refused';
  }
}

/** Reads RFC 9457 problem details; every member is optional. */
function toProblem(status: number, body: unknown): TokenProblem {
  const text = (name: string): string | undefined => {
    if (typeof body !== 'object' || body === null) return undefined;
    const value: unknown = Reflect.get(body, name);
    return typeof value === 'string' ? value : undefined;
  };
  return { status, code: text('code'), title: text('title'), detail: text('detail') };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
