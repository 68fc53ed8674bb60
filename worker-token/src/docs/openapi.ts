import { TokenRequest, TokenResponse } from '@bakebot/protocol';
import * as z from 'zod/mini';
import { type Problem, PROBLEMS, type ProblemCode, toProblemBody } from '../http/problem.ts';
import { RevokeRequest } from '../http/revoke-sessions.ts';

/** What can go wrong at each operation. */
const FAULTS_OF_ALL = ['rate_limited', 'internal', 'misconfigured'] as const;
const FAULTS_OF_BODIES = [
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
  ...FAULTS_OF_BODIES,
  ...FAULTS_OF_ALL,
  'keys_unavailable',
  'revocations_unavailable',
];
const REVOKE_PROBLEMS: readonly ProblemCode[] = [
  'credential_invalid',
  'not_found',
  ...FAULTS_OF_BODIES,
  ...FAULTS_OF_ALL,
  'revocations_unavailable',
];

const Removed = z.object({ participants_removed: z.nullable(z.int()) });

/** The service, as OpenAPI 3.1 describes it: made of the schemas that check the requests. */
export function createOpenApi(): Record<string, unknown> {
  return {
    openapi: '3.1.1',
    info: {
      title: 'BakeBot token service',
      version: '1',
      description:
        'Turns the app’s session into a LiveKit room token, by LiveKit’s standard endpoint contract.',
    },
    paths: {
      '/token': { post: tokenOperation() },
      '/revoke': { post: revokeOperation() },
      '/healthz': { get: statusOperation('Whether the service is alive', {}) },
      '/readyz': {
        get: statusOperation(
          'Whether it can verify sessions',
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
    description: 'Changes nothing: it may be repeated. Fields that the session decides get a 403.',
    security: [{ session: [] }],
    requestBody: { required: false, content: toJson(TokenRequest, 'input') },
    responses: {
      201: { description: 'A token that lives minutes', content: toJson(TokenResponse) },
      ...toResponses(TOKEN_PROBLEMS),
    },
  };
}

function revokeOperation(): Record<string, unknown> {
  return {
    summary: 'Revoke one session, or all that a subject has',
    description:
      'For the app’s back end. There is no such path where no REVOCATION_KEY is configured.',
    security: [{ revocationKey: [] }],
    requestBody: { required: true, content: toJson(RevokeRequest, 'input') },
    responses: {
      200: { description: 'Revoked, and removed from all rooms', content: toJson(Removed) },
      202: {
        description: 'Revoked; the removal is tried again until it works',
        content: toJson(Removed),
      },
      ...toResponses(REVOKE_PROBLEMS),
    },
  };
}

function statusOperation(summary: string, problems: object): Record<string, unknown> {
  const ok = { description: 'Yes', content: toJson(z.object({ status: z.string() })) };
  return { summary, responses: { 200: ok, ...problems } };
}

/** As requests are read, which may say more than is known, or as answers are written, which do not. */
function toJson(schema: z.ZodMiniType, io: 'input' | 'output' = 'output'): Record<string, unknown> {
  return { 'application/json': { schema: z.toJSONSchema(schema, { io }) } };
}

/** One response for each status, with an example for each problem that has it. */
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
