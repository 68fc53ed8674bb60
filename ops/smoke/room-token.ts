import { TokenResponse } from '@bakebot/protocol';
import * as z from 'zod';

const TIMEOUT_MS = 10_000;

/** The fields of a problem (RFC 9457) that give the reason. They contain no secrets. */
const Problem = z.object({
  code: z.string(),
  title: z.string(),
  request_id: z.string().optional(),
});

export interface TokenRequest {
  /** The token endpoint. */
  url: string;
  session: string;
  /** Appears in the Worker's log, and in the agent's as `correlationId`. */
  requestId: string;
  /** Routes the request to this version of the Worker, even one at 0 % of the traffic. */
  version?: { worker: string; id: string };
}

/** @throws with the token service's code and request id when it rejects the request. */
export async function requestRoomToken(request: TokenRequest): Promise<TokenResponse> {
  const response = await fetch(request.url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${request.session}`,
      'content-type': 'application/json',
      'x-request-id': request.requestId,
      ...(request.version && {
        // https://developers.cloudflare.com/workers/configuration/versions-and-deployments/gradual-deployments/
        'cloudflare-workers-version-overrides': `${request.version.worker}="${request.version.id}"`,
      }),
    },
    body: '{}',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 201) throw new Error(await rejectionReason(response));
  return TokenResponse.parse(await response.json());
}

async function rejectionReason(response: Response): Promise<string> {
  const problem = Problem.safeParse(await response.json().catch(() => undefined)).data;
  if (!problem) return `the token service returned ${response.status}`;
  const { code, title, request_id: id } = problem;
  return `the token service returned ${response.status} ${code} (${title}${id ? `; request ${id}` : ''})`;
}
