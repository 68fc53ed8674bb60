import { TokenResponse } from '@bakebot/protocol';
import * as z from 'zod';

/** How long the token service may take, in ms. */
const TOKEN_MS = 10_000;

/** The parts of a problem (RFC 9457) that say what is wrong. They hold no secrets. */
const Problem = z.object({
  code: z.string(),
  title: z.string(),
  request_id: z.string().optional(),
});

export interface TokenAsk {
  /** The token endpoint. */
  url: string;
  session: string;
  /** Reaches the service's log, and the agent's as `correlationId`. */
  requestId: string;
  /** Sends the request to this version of the Worker, even when it gets 0 % of the traffic. */
  version?: { worker: string; id: string };
}

/**
 * Asks for a room token.
 *
 * @throws with the service's own code and request id when it refuses.
 */
export async function askForToken(ask: TokenAsk): Promise<TokenResponse> {
  const response = await fetch(ask.url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ask.session}`,
      'content-type': 'application/json',
      'x-request-id': ask.requestId,
      ...(ask.version && {
        // https://developers.cloudflare.com/workers/configuration/versions-and-deployments/gradual-deployments/
        'cloudflare-workers-version-overrides': `${ask.version.worker}="${ask.version.id}"`,
      }),
    },
    body: '{}',
    signal: AbortSignal.timeout(TOKEN_MS),
  });
  if (response.status !== 201) throw new Error(await explain(response));
  return TokenResponse.parse(await response.json());
}

async function explain(response: Response): Promise<string> {
  const problem = Problem.safeParse(await response.json().catch(() => undefined)).data;
  if (!problem) return `the token service answers ${response.status}`;
  const { code, title, request_id: id } = problem;
  return `the token service answers ${response.status} ${code} (${title}${id ? `; request ${id}` : ''})`;
}
