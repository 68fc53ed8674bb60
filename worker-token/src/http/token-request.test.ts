import { describe, expect, it } from 'vitest';
import { RequestField } from '../config/config.ts';
import { toFieldErrors } from './problem.ts';
import {
  checkTokenRequest,
  TokenBody,
  type TokenRequestResult,
  type TokenRequestRules,
} from './token-request.ts';

const NOTHING = { agentName: 'bakebot', allowedFields: new Set<RequestField>() };
const EVERYTHING = { ...NOTHING, allowedFields: new Set(RequestField.options) };

/** As the middleware does: validates, then checks. */
function readTokenRequest(body: unknown, rules: TokenRequestRules): TokenRequestResult {
  const parsed = TokenBody.safeParse(body);
  if (parsed.success) return checkTokenRequest(parsed.data, rules);
  return { ok: false, code: 'body_invalid', errors: toFieldErrors(parsed.error.issues) };
}

describe('a token request', () => {
  it.each([
    ['an empty object', {}],
    ['unknown fields, which protobuf ignores', { color: 'red', room_config: { a: 1 } }],
    [
      'null and empty values, which protobuf treats as unset',
      { room_name: null, participant_name: '' },
    ],
    ['empty containers', { participant_attributes: {}, room_config: { agents: [] } }],
    ['zeros', { room_config: { empty_timeout: 0, sync_streams: false } }],
    ['the name of the dispatched agent', { room_config: { agents: [{ agent_name: 'bakebot' }] } }],
    ['the agent’s name in camelCase', { roomConfig: { agents: [{ agentName: 'bakebot' }] } }],
    ['an agent without a name', { room_config: { agents: [{}] } }],
  ])('accepts %s', (_, body) => {
    expect(readTokenRequest(body, NOTHING)).toMatchObject({ ok: true });
  });
});

describe('a token request with a field that the session determines', () => {
  it.each([
    ['/participant_identity', { participant_identity: 'eve' }],
    ['/participant_identity', { participantIdentity: 'eve' }],
    ['/participant_metadata', { participant_metadata: 'x' }],
    ['/room_name', { room_name: 'x' }],
    ['/participant_name', { participant_name: 'x' }],
    ['/participant_attributes', { participant_attributes: { a: 'b' } }],
    ['/room_config/egress', { room_config: { egress: { room: {} } } }],
    ['/room_config/max_participants', { room_config: { maxParticipants: 9 } }],
    ['/room_config/metadata', { room_config: { metadata: 'x' } }],
    ['/room_config/agents', { room_config: { agents: [{}, {}] } }],
    ['/room_config/agents', { room_config: { agents: 'bakebot' } }],
    ['/room_config/agents/0/agent_name', { room_config: { agents: [{ agent_name: 'spy' }] } }],
    ['/room_config/agents/0/metadata', { room_config: { agents: [{ metadata: '{}' }] } }],
    ['/room_config/agents/0/deployment', { room_config: { agents: [{ deployment: 'x' }] } }],
  ])('rejects and names %s', (pointer, body) => {
    expect(readTokenRequest(body, NOTHING)).toMatchObject({
      ok: false,
      code: 'field_forbidden',
      errors: [{ pointer }],
    });
  });

  it.each(['participant_identity', 'participant_metadata'])(
    'rejects %s even when all fields are allowed',
    (field) => {
      expect(readTokenRequest({ [field]: 'x' }, EVERYTHING)).toMatchObject({
        code: 'field_forbidden',
      });
    },
  );
});

describe('a token request with an invalid body', () => {
  it.each([
    ['an array', [], ''],
    ['null', null, ''],
    ['a number', 7, ''],
    ['a name that is not text', { room_name: 7 }, '/room_name'],
    ['a zero as a name', { room_name: 0 }, '/room_name'],
    ['a list as the room configuration', { room_config: [] }, '/room_config'],
    [
      'attributes that are not text',
      { participant_attributes: { a: 1 } },
      '/participant_attributes/a',
    ],
    ['text as the room configuration', { room_config: 'x' }, '/room_config'],
    ['a name that is too long', { participant_name: 'x'.repeat(129) }, '/participant_name'],
    [
      'an attribute that LiveKit reserves',
      { participant_attributes: { 'lk.publish_on_behalf': 'agent' } },
      '/participant_attributes',
    ],
    [
      'an attribute that revocation relies on',
      { participant_attributes: { 'bakebot.origin': 'x' } },
      '/participant_attributes',
    ],
    [
      'attributes of few characters but many bytes',
      {
        participant_attributes: Object.fromEntries(
          Array.from({ length: 16 }, (_, n) => [`${n}`, '€'.repeat(128)]),
        ),
      },
      '/participant_attributes',
    ],
    [
      'too many attributes',
      {
        participant_attributes: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [n, 'x'])),
      },
      '/participant_attributes',
    ],
  ])('rejects %s', (_, body, pointer) => {
    expect(readTokenRequest(body, EVERYTHING)).toMatchObject({
      ok: false,
      code: 'body_invalid',
      errors: [{ pointer }],
    });
  });

  it('returns errors without the values', () => {
    const result = readTokenRequest({ participant_attributes: { a: { b: 'secret' } } }, EVERYTHING);
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});
