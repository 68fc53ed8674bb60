import {
  StateWrite,
  StoredState,
  SubjectExport,
  TokenRequest,
  TokenResponse,
} from '@bakebot/protocol';
import * as z from 'zod/mini';
import { type Problem, PROBLEMS, type ProblemCode } from '../http/problem.ts';
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

const AGENT_PROBLEMS: readonly ProblemCode[] = [
  'agent_token_invalid',
  'not_found',
  ...COMMON_PROBLEMS,
  'state_unavailable',
];
const ME_PROBLEMS: readonly ProblemCode[] = [
  'session_missing',
  'authorization_malformed',
  'session_invalid',
  'session_expired',
  'session_revoked',
  'not_found',
  ...COMMON_PROBLEMS,
  'keys_unavailable',
  'state_unavailable',
];

const RevokeResponse = z.object({ participants_removed: z.nullable(z.int()) });

/**
 * The service's OpenAPI 3.1 description, generated from the schemas that validate requests. The Worker serves
 * `openapi.json`, which a test holds equal: `npx vitest run --project worker openapi -u` writes it.
 */
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
      '/state': { get: readStateOperation(), put: writeStateOperation() },
      '/me': { get: exportOperation(), delete: eraseOperation() },
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
        agent: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
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

function readStateOperation(): Record<string, unknown> {
  return {
    summary: 'Read the state of a user',
    description: 'For the agent. The path exists unless STATE_RETENTION_HOURS is 0.',
    security: [{ agent: [] }],
    responses: {
      200: { description: 'What is stored, or nulls', content: toJson(StoredState) },
      ...toResponses(AGENT_PROBLEMS),
    },
  };
}

function writeStateOperation(): Record<string, unknown> {
  return {
    summary: 'Replace the state of a user',
    description: 'For the agent. The higher version wins.',
    security: [{ agent: [] }],
    requestBody: { required: true, content: toJson(StateWrite, 'input') },
    responses: {
      204: { description: 'Stored' },
      ...toResponses([...AGENT_PROBLEMS, ...BODY_PROBLEMS, 'state_outdated', 'state_erased']),
    },
  };
}

function exportOperation(): Record<string, unknown> {
  return {
    summary: 'Export everything that is stored about the user',
    security: [{ session: [] }],
    responses: {
      200: { description: 'The export', content: toJson(SubjectExport) },
      ...toResponses(ME_PROBLEMS),
    },
  };
}

function eraseOperation(): Record<string, unknown> {
  return {
    summary: 'Erase the state of the user',
    security: [{ session: [] }],
    responses: { 204: { description: 'Erased' }, ...toResponses(ME_PROBLEMS) },
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

/** One response per status, with the codes of its problems. */
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
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }],
          properties: { code: { enum: codes } },
        },
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
