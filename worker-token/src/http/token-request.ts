import { TokenRequest } from '@bakebot/protocol';
import * as z from 'zod/mini';
import type { RoomConfig } from '../config/config.ts';
import { isWithinBytes } from '../platform/crypto.ts';
import { type FieldError, toFieldErrors } from './problem.ts';

/** The fields that the client set and may set. */
export type AllowedFields = {
  /** One of the subject's own rooms. */
  readonly roomName: string | undefined;
  readonly participantName: string | undefined;
  readonly participantAttributes: Readonly<Record<string, string>> | undefined;
};

export type TokenRequestResult =
  | { readonly ok: true; readonly fields: AllowedFields }
  | {
      readonly ok: false;
      readonly code: 'body_invalid' | 'field_forbidden';
      readonly errors: readonly FieldError[];
    };

export type TokenRequestRules = Pick<RoomConfig, 'agentName' | 'allowedFields'>;

/** Small, because the token travels in a URL. */
const MAX_NAME_CHARACTERS = 128;
const MAX_ATTRIBUTES = 16;
const MAX_ATTRIBUTE_CHARACTERS = 128;

/** All attributes together, in bytes of JSON: three-byte characters would make a token that no client can send. */
const MAX_ATTRIBUTES_BYTES = 5 * 1024;

/**
 * Reserved by LiveKit: with `lk.publish_on_behalf`, a participant could impersonate another. `bakebot.origin` tells a
 * revocation whose participant it is.
 */
const RESERVED_ATTRIBUTE = /^(lk|bakebot)\./i;

const REQUEST_FIELDS = Object.keys(TokenRequest.shape);

const name = z.optional(z.string().check(z.maxLength(MAX_NAME_CHARACTERS, 'is too long')));
const attribute = z.string().check(z.maxLength(MAX_ATTRIBUTE_CHARACTERS, 'is too long'));

const Limits = z.object({
  room_name: name,
  participant_name: name,
  participant_attributes: z.optional(
    z.record(attribute, attribute).check(
      z.refine((map) => Object.keys(map).length <= MAX_ATTRIBUTES, 'has too many entries'),
      z.refine((map) => !Object.keys(map).some((key) => RESERVED_ATTRIBUTE.test(key)), {
        error: 'names that begin with lk. or bakebot. are reserved',
      }),
      z.refine((map) => isWithinBytes(JSON.stringify(map), MAX_ATTRIBUTES_BYTES), 'is too long'),
    ),
  ),
});

/** The body of `POST /token`: its known fields, in snake_case, without unset ones. Usually there are none. */
export const TokenBody = z.pipe(
  z.unknown().check(z.refine(isObject, 'must be a JSON object')),
  z.transform((body, context): Readonly<Record<string, unknown>> => {
    if (!isObject(body) || Object.keys(body).length === 0) return {};
    const parsed = TokenRequest.safeParse(pick(body, REQUEST_FIELDS));
    if (parsed.success) return dropDefaults(parsed.data);
    for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: undefined });
    return {};
  }),
);

const NOTHING_ASKED: TokenRequestResult = {
  ok: true,
  fields: { roomName: undefined, participantName: undefined, participantAttributes: undefined },
};

/** Returns the fields that count, or an error for each field that is not allowed. */
export function checkTokenRequest(
  request: Readonly<Record<string, unknown>>,
  rules: TokenRequestRules,
): TokenRequestResult {
  if (Object.keys(request).length === 0) return NOTHING_ASKED;
  const forbidden = forbiddenFields(request, rules);
  if (forbidden.length > 0) return { ok: false, code: 'field_forbidden', errors: forbidden };

  const within = Limits.safeParse(request);
  if (!within.success) {
    return { ok: false, code: 'body_invalid', errors: toFieldErrors(within.error.issues) };
  }
  return {
    ok: true,
    fields: {
      roomName: within.data.room_name,
      participantName: within.data.participant_name,
      participantAttributes: within.data.participant_attributes,
    },
  };
}

function forbiddenFields(
  { room_config: roomConfig, ...fields }: Record<string, unknown>,
  rules: TokenRequestRules,
): FieldError[] {
  const allowed: ReadonlySet<string> = rules.allowedFields;
  return [
    ...Object.keys(fields)
      .filter((field) => !allowed.has(field))
      .map((field) => forbid(`/${field}`)),
    ...(isObject(roomConfig) ? forbiddenRoomConfig(roomConfig, rules.agentName) : []),
  ];
}

/** `room_config` may contain only the agent's actual name, because SDKs send it (`agentName`). */
function forbiddenRoomConfig(roomConfig: object, agentName: string): FieldError[] {
  const { agents, ...others } = pickSet(roomConfig, ROOM_FIELDS);
  const errors = Object.keys(others).map((field) => forbid(`/room_config/${field}`));
  if (agents === undefined) return errors;
  if (!Array.isArray(agents) || agents.length > 1)
    return [...errors, forbid('/room_config/agents')];
  const [agent]: unknown[] = agents;
  const { agent_name: requestedName, ...rest } = pickSet(agent ?? {}, AGENT_FIELDS);
  if (requestedName !== undefined && requestedName !== agentName) {
    errors.push({
      pointer: '/room_config/agents/0/agent_name',
      detail: 'Unknown agent: leave it out.',
    });
  }
  return [...errors, ...Object.keys(rest).map((field) => forbid(`/room_config/agents/0/${field}`))];
}

function forbid(pointer: string): FieldError {
  return { pointer, detail: 'The session decides this: leave it out.' };
}

/** Fields of `livekit.RoomConfiguration` and, below, `livekit.RoomAgentDispatch`. */
const ROOM_FIELDS = [
  'name',
  'empty_timeout',
  'departure_timeout',
  'max_participants',
  'metadata',
  'egress',
  'min_playout_delay',
  'max_playout_delay',
  'sync_streams',
  'agents',
  'tags',
];
const AGENT_FIELDS = ['agent_name', 'metadata', 'restart_policy', 'deployment', 'attributes'];

function pickSet(message: object, fields: readonly string[]): Record<string, unknown> {
  return dropDefaults(pick(message, fields));
}

/** Picks known fields by protobuf's JSON rules: snake_case and camelCase are equivalent. */
function pick(message: object, fields: readonly string[]): Record<string, unknown> {
  const values = new Map(Object.entries(message));
  return Object.fromEntries(
    fields.map((field) => {
      const camelCase = field.replace(/_./g, ([, letter = '']) => letter.toUpperCase());
      return [field, values.get(field) ?? values.get(camelCase)];
    }),
  );
}

/** Drops null and empty values, which protobuf's JSON rules treat as unset. */
function dropDefaults(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isDefault(value)));
}

function isDefault(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '' || value === 0 || value === false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
