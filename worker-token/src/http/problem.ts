import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from './app-env.ts';
import { addLogFields } from './log-request.ts';
import { respond } from './respond.ts';

/** A kind of problem, with fixed texts. */
export type Problem = {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  /** What the caller can do about it. */
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const REALM = 'Bearer realm="bakebot"';

/** RFC 6750 §3: `error` only when the request had credentials. */
const INVALID_TOKEN = { 'www-authenticate': `${REALM}, error="invalid_token"` };

/** Every way in which a request can fail. Codes are stable: apps switch on them. */
export const PROBLEMS = {
  session_missing: {
    status: 401,
    title: 'Session missing',
    detail: 'Send the app’s session as "Authorization: Bearer <JWT>".',
    headers: { 'www-authenticate': REALM },
  },
  authorization_malformed: {
    status: 400,
    title: 'Authorization header malformed',
    detail: 'Send one Authorization header of the form "Bearer <JWT>".',
    headers: { 'www-authenticate': `${REALM}, error="invalid_request"` },
  },
  session_invalid: {
    status: 401,
    title: 'Session not valid',
    detail:
      'Sign in again for a new session. The operator’s log has the reason under the request id.',
    headers: INVALID_TOKEN,
  },
  session_expired: {
    status: 401,
    title: 'Session expired',
    detail: 'Renew the session, then try again.',
    headers: INVALID_TOKEN,
  },
  session_revoked: {
    status: 401,
    title: 'Session revoked',
    detail: 'Sign in again for a new session.',
    headers: INVALID_TOKEN,
  },
  agent_token_invalid: {
    status: 401,
    title: 'Agent’s token not valid',
    detail: 'Sign a JWT of at most 60 s with LiveKit’s secret, for the audience of /state.',
    headers: INVALID_TOKEN,
  },
  credential_invalid: {
    status: 401,
    title: 'Credential not valid',
    detail: 'Send the service’s REVOCATION_KEY as "Authorization: Bearer <key>".',
    headers: INVALID_TOKEN,
  },
  field_forbidden: {
    status: 403,
    title: 'Field not allowed',
    detail: 'The request sets fields that the session decides. Leave out those in "errors".',
  },
  body_malformed: {
    status: 400,
    title: 'Body malformed',
    detail: 'Send a JSON object, or no body at all.',
  },
  body_invalid: {
    status: 400,
    title: 'Body not valid',
    detail: 'Correct the fields in "errors".',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    detail: 'Room tokens come from POST /token; GET /openapi.json describes this service.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'Use a method that the Allow header lists.',
  },
  state_outdated: {
    status: 409,
    title: 'State outdated',
    detail: 'A version at least as new is stored. Read it, then write a higher one.',
  },
  state_erased: {
    status: 409,
    title: 'State erased',
    detail: 'The user has erased the state since it was read: forget it, then read again.',
  },
  body_too_large: {
    status: 413,
    title: 'Body too large',
    detail: 'Send at most 16 KiB; /state takes 64 KiB.',
  },
  media_type_unsupported: {
    status: 415,
    title: 'Media type not supported',
    detail: 'Send the body as application/json.',
    headers: { 'accept-post': 'application/json' },
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait for the number of seconds in Retry-After, then try again.',
    headers: { 'retry-after': '60' },
  },
  internal: {
    status: 500,
    title: 'Internal error',
    detail: 'Report the request id to the operator: the log has the cause.',
  },
  misconfigured: {
    status: 500,
    title: 'Service misconfigured',
    detail: 'The operator’s log lists every error in the configuration, with its remedy.',
  },
  keys_unavailable: {
    status: 503,
    title: 'Sessions cannot be verified now',
    detail: 'The sign-in’s keys cannot be fetched. Try again in a few seconds.',
    headers: { 'retry-after': '5' },
  },
  state_unavailable: {
    status: 503,
    title: 'State cannot be reached now',
    detail: 'Try again in a few seconds.',
    headers: { 'retry-after': '5' },
  },
  revocations_unavailable: {
    status: 503,
    title: 'Revocations cannot be reached now',
    detail: 'Try again in a few seconds.',
    headers: { 'retry-after': '5' },
  },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A JSON pointer into the body (RFC 6901), and what to do about the field. */
export type FieldError = { readonly pointer: string; readonly detail: string };

export type ProblemOptions = {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** Responds with problem details (RFC 9457). They never contain input of the caller. */
export function problem(
  c: Context<AppEnv>,
  code: ProblemCode,
  { errors, headers }: ProblemOptions = {},
): Response {
  const { status, headers: own }: Problem = PROBLEMS[code];
  addLogFields(c, { outcome: code });
  const body = { ...toProblemBody(code, c.get('requestId')), ...(errors && { errors }) };
  return respond(c, JSON.stringify(body), status, {
    ...own,
    ...headers,
    'content-type': 'application/problem+json',
  });
}

function toProblemBody(code: ProblemCode, requestId: string): Record<string, unknown> {
  const { status, title, detail } = PROBLEMS[code];
  return {
    type: `urn:bakebot:problem:${code}`,
    title,
    status,
    detail,
    code,
    request_id: requestId,
  };
}

/** The part of a schema's issue that the caller learns. */
type Issue = {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
};

/** A schema's issues, without the values. */
export function toFieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.map(({ path, message, code }) => ({
    pointer: path
      .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join(''),
    detail: code === 'invalid_type' ? 'has the wrong type' : message,
  }));
}
