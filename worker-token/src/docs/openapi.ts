import { TokenRequest, TokenResponse } from '@bakebot/protocol';
import * as z from 'zod/mini';
import { type Problem, PROBLEMS, type ProblemCode, toProblemBody } from '../http/problem.ts';
import { RevokeRequest } from '../http/revoke-sessions.ts';

const COMMON_PROBLEMS = ['rate_limited', 'internal', 'misconfigured'] as const;
const BODY_PROBLEMS = [
  'body_malformed',
  'body_invalid',
  'body_too_large',
  'media_type_unsupported',
] as const;

const TOKEN_PROBLEMS: readonly ProblemCode[] = [
  'session_missing',
  'authorization_malformed',
  'session_invalid',
  'session_expired',
  'session_revoked',
  'field_forbidden',
  ...BODY_PROBLEMS,
  ...COMMON_PROBLEMS,
  'keys_unavailable',
  'revocations_unavailable',
];
const REVOKE_PROBLEMS: readonly ProblemCode[] = [
  'credential_invalid',
  'not_found',
  ...BODY_PROBLEMS,
  ...COMMON_PROBLEMS,
  'revocations_unavailable',
];

const RevokeResponse = z.object({ participants_removed: z.nullable(z.int()) });

/** The service's OpenAPI 3.1 description, generated from the schemas that validate requests. */
export function createOpenApi(): Record<string, unknown> {
  return {
    openapi: '3.1.1',
    info: {
      title: 'BakeBot token service',
      version: '1',
      description:
        'Exchanges the app’s session for a LiveKit room token, by LiveKit’s standard endpoint contract.',
    },
    paths: {
      '/token': { post: tokenOperation() },
      '/revoke': { post: revokeOperation() },
      '/healthz': { get: statusOperation('Check that the service is alive', {}) },
      '/readyz': {
        get: statusOperation(
          'Check that the service can verify sessions',
          toResponses(['misconfigured', 'keys_unavailable']),
        ),
      },
    },
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        revocationKey: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: PROBLEM_SCHEMA },
    },
  };
}

function tokenOperation(): Record<string, unknown> {
  return {
    summary: 'Get a room token',
    description: 'Can be repeated. Fields that the session determines are rejected with 403.',
    security: [{ session: [] }],
    requestBody: { required: false, content: toJson(TokenRequest, 'input') },
    responses: {
      201: { description: 'A token that is valid for minutes', content: toJson(TokenResponse) },
      ...toResponses(TOKEN_PROBLEMS),
    },
  };
}

function revokeOperation(): Record<string, unknown> {
  return {
    summary: 'Revoke one session or all sessions of a subject',
    description: 'For the app’s back end. The path exists only if REVOCATION_KEY is configured.',
    security: [{ revocationKey: [] }],
    requestBody: { required: true, content: toJson(RevokeRequest, 'input') },
    responses: {
      200: { description: 'Revoked and removed from all rooms', content: toJson(RevokeResponse) },
      202: {
        description: 'Revoked; the removal from rooms is retried until it succeeds',
        content: toJson(RevokeResponse),
      },
      ...toResponses(REVOKE_PROBLEMS),
    },
  };
}

function statusOperation(summary: string, problems: object): Record<string, unknown> {
  const ok = { description: 'Success', content: toJson(z.object({ status: z.string() })) };
  return { summary, responses: { 200: ok, ...problems } };
}

/** `input` allows additional properties, as requests do; `output` forbids them. */
function toJson(schema: z.ZodMiniType, io: 'input' | 'output' = 'output'): Record<string, unknown> {
  return { 'application/json': { schema: z.toJSONSchema(schema, { io }) } };
}

/** One response per status, with an example per problem. */
function toResponses(codes: readonly ProblemCode[]): Record<string, unknown> {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [status, toResponse(group)] as const),
  );
}

function toResponse(codes: readonly ProblemCode[]): Record<string, unknown> {
  const headers = new Set(
    codes.flatMap((code) => {
      const { headers: own = {} }: Problem = PROBLEMS[code];
      return Object.keys(own);
    }),
  );
  return {
    description: codes.map((code) => PROBLEMS[code].title).join('; '),
    ...(headers.size > 0 && {
      headers: Object.fromEntries(
        [...headers].map((name) => [name, { schema: { type: 'string' } }]),
      ),
    }),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          codes.map((code) => [code, { value: toProblemBody(code, 'c0ffee00') }]),
        ),
      },
    },
  };
}

const text = { type: 'string' };

/** RFC 9457. */
const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: { enum: Object.keys(PROBLEMS) },
    request_id: text,
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string', format: 'json-pointer' }, detail: text },
      },
    },
  },
};
