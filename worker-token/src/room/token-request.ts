import { TokenRequest } from '@bakebot/protocol';
import * as z from 'zod/mini';

/** Fields of a token request that a deployment may allow clients to propose. */
export const RequestField = z.enum(['room_name', 'participant_name', 'participant_attributes']);
export type RequestField = z.infer<typeof RequestField>;

/** What a client proposes, as far as it may. */
export type Proposal = {
  /** A name among the subject's own rooms. */
  readonly roomName?: string | undefined;
  readonly participantName?: string | undefined;
  readonly participantAttributes?: Readonly<Record<string, string>> | undefined;
};

/** Where in the body a problem lies (RFC 6901), and what to do about it. */
export type FieldError = { readonly pointer: string; readonly detail: string };

export type ProposalResult =
  | { readonly ok: true; readonly proposal: Proposal }
  | {
      readonly ok: false;
      readonly code: 'body_invalid' | 'field_forbidden';
      readonly errors: readonly FieldError[];
    };

export type ProposalRules = {
  readonly agentName: string;
  readonly allowedFields: ReadonlySet<RequestField>;
};

/** Small, because the token travels in an address. */
const MAX_NAME_CHARACTERS = 128;
const MAX_ATTRIBUTES = 16;
const MAX_ATTRIBUTE_CHARACTERS = 128;

/** LiveKit's own attributes: with `lk.publish_on_behalf` a participant would pose as another. */
const RESERVED_ATTRIBUTE = /^lk\./i;

const name = z.optional(z.string().check(z.maxLength(MAX_NAME_CHARACTERS, 'is too long')));
const attribute = z.string().check(z.maxLength(MAX_ATTRIBUTE_CHARACTERS, 'is too long'));

const Limits = z.object({
  room_name: name,
  participant_name: name,
  participant_attributes: z.optional(
    z.record(attribute, attribute).check(
      z.refine((map) => Object.keys(map).length <= MAX_ATTRIBUTES, 'has too many entries'),
      z.refine((map) => !Object.keys(map).some((key) => RESERVED_ATTRIBUTE.test(key)), {
        error: 'names that begin with lk. are LiveKit’s own',
      }),
    ),
  ),
});

/** Reads a request's body: what the client proposes, or what it may not. */
export function readProposal(body: unknown, rules: ProposalRules): ProposalResult {
  if (!isObject(body)) {
    return invalid([{ pointer: '', detail: 'must be a JSON object' }]);
  }
  const parsed = TokenRequest.safeParse(pick(body, Object.keys(TokenRequest.shape)));
  if (!parsed.success) return invalid(toFieldErrors(parsed.error));

  const request = dropDefaults(parsed.data);
  const forbidden = forbiddenFields(request, rules);
  if (forbidden.length > 0) return { ok: false, code: 'field_forbidden', errors: forbidden };

  const within = Limits.safeParse(request);
  if (!within.success) return invalid(toFieldErrors(within.error));
  return {
    ok: true,
    proposal: {
      roomName: within.data.room_name,
      participantName: within.data.participant_name,
      participantAttributes: within.data.participant_attributes,
    },
  };
}

function forbiddenFields(
  { room_config: roomConfig, ...fields }: Record<string, unknown>,
  rules: ProposalRules,
): FieldError[] {
  const allowed: ReadonlySet<string> = rules.allowedFields;
  return [
    ...Object.keys(fields)
      .filter((field) => !allowed.has(field))
      .map((field) => forbid(`/${field}`)),
    ...(isObject(roomConfig) ? forbiddenRoomConfig(roomConfig, rules.agentName) : []),
  ];
}

/** Of a room's configuration only the agent's name may be said, and only as it is: SDKs send it (`agentName`). */
function forbiddenRoomConfig(roomConfig: object, agentName: string): FieldError[] {
  const { agents, ...others } = pickSet(roomConfig, ROOM_FIELDS);
  const errors = Object.keys(others).map((field) => forbid(`/room_config/${field}`));
  if (agents === undefined) return errors;
  if (!Array.isArray(agents) || agents.length > 1)
    return [...errors, forbid('/room_config/agents')];
  const [agent]: unknown[] = agents;
  const { agent_name: asked, ...rest } = pickSet(agent ?? {}, AGENT_FIELDS);
  if (asked !== undefined && asked !== agentName) {
    errors.push({
      pointer: '/room_config/agents/0/agent_name',
      detail: 'There is no such agent here: leave it out.',
    });
  }
  return [...errors, ...Object.keys(rest).map((field) => forbid(`/room_config/agents/0/${field}`))];
}

function forbid(pointer: string): FieldError {
  return { pointer, detail: 'The session decides this: leave it out.' };
}

/** `livekit.RoomConfiguration` and `livekit.RoomAgentDispatch`, as far as their fields are known. */
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

/** The known fields, by protobuf's JSON rules: camelCase means the same. */
function pick(message: object, fields: readonly string[]): Record<string, unknown> {
  const values = new Map(Object.entries(message));
  return Object.fromEntries(
    fields.map((field) => {
      const camelCase = field.replace(/_./g, ([, letter = '']) => letter.toUpperCase());
      return [field, values.get(field) ?? values.get(camelCase)];
    }),
  );
}

/** The fields that are set, by the same rules: null and empty values are not. */
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

function invalid(errors: readonly FieldError[]): ProposalResult {
  return { ok: false, code: 'body_invalid', errors };
}

/** What a schema found, without the values. */
export function toFieldErrors({ issues }: z.core.$ZodError): FieldError[] {
  return issues.map(({ path, message, code }) => ({
    pointer: path
      .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join(''),
    detail: code === 'invalid_type' ? 'has the wrong type' : message,
  }));
}
