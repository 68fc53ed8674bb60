import { DispatchMetadata, TokenResponse } from '@bakebot/protocol';
import { decodeProtectedHeader } from 'jose';
import { TokenVerifier } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { NOW, signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

/** Requests from LiveKit's own test of `TokenSource.endpoint`. */
const LIVEKIT_VECTORS = {
  full: {
    room_name: 'room name',
    participant_name: 'participant name',
    participant_identity: 'participant identity',
    participant_metadata: '{"example":"participant metadata"}',
    room_config: {
      agents: [{ agent_name: 'agent name', metadata: '{"example":"agent metadata"}' }],
    },
  },
  /** The request for `{ agentName: 'bakebot' }`. */
  agent: { room_config: { agents: [{ agent_name: 'bakebot' }] } },
  empty: {},
};

const RoomClaims = z.object({
  video: z.record(z.string(), z.unknown()),
  roomConfig: z.object({
    maxParticipants: z.number(),
    emptyTimeout: z.number(),
    departureTimeout: z.number(),
    agents: z.tuple([z.object({ agentName: z.string(), metadata: z.string() })]),
  }),
});

function roomOf(claims: unknown): unknown {
  return RoomClaims.parse(claims).video.room;
}

function metadataOf(claims: unknown): DispatchMetadata {
  const [agent] = RoomClaims.parse(claims).roomConfig.agents;
  return DispatchMetadata.parse(JSON.parse(agent.metadata));
}

describe('POST /token', () => {
  it('returns 201 with exactly the two fields of LiveKit’s contract', async () => {
    const response = await new TestService().postToken({ body: LIVEKIT_VECTORS.empty });
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const body = await response.json();
    expect(Object.keys(TokenResponse.parse(body))).toEqual(Object.keys(Object(body)));
    expect(body).toMatchObject({ server_url: 'wss://livekit.example.com' });
  });

  it('accepts the name of the agent that it dispatches', async () => {
    const response = await new TestService().postToken({ body: LIVEKIT_VECTORS.agent });
    expect(response.status).toBe(201);
  });

  it('accepts a request without a body', async () => {
    expect((await new TestService().postToken()).status).toBe(201);
  });

  it('rejects LiveKit’s full request and lists every field that the session determines', async () => {
    const response = await new TestService().postToken({ body: LIVEKIT_VECTORS.full });
    expect(response.status).toBe(403);
    const { code, errors } = Object(await response.json());
    expect(code).toBe('field_forbidden');
    expect(errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/participant_identity',
      '/participant_metadata',
      '/participant_name',
      '/room_config/agents/0/agent_name',
      '/room_config/agents/0/metadata',
      '/room_name',
    ]);
  });
});

describe('the room token', () => {
  it('mints a token that LiveKit’s SDK verifies', async () => {
    const service = new TestService();
    service.now = Date.now();
    const seconds = service.now / 1000;
    const session = await signSession({ iat: seconds, exp: seconds + 60, name: 'Ada' });
    const minted = TokenResponse.parse(await (await service.postToken({ session })).json());
    const verifier = new TokenVerifier(
      TEST_BINDINGS.LIVEKIT_API_KEY,
      TEST_BINDINGS.LIVEKIT_API_SECRET,
    );
    const claims = await verifier.verify(minted.participant_token);
    expect(claims).toMatchObject({ sub: 'user-ada', name: 'Ada', video: { roomJoin: true } });
    expect(decodeProtectedHeader(minted.participant_token).alg).toBe('HS256');
  });

  it('grants one room, the microphone and data only', async () => {
    const claims = await new TestService().mint();
    expect(claims.video).toEqual({
      roomJoin: true,
      room: expect.stringMatching(/^bakebot_[\w-]{14}_[\da-z]+_[\w-]{8}_[\w-]{22}$/),
      canSubscribe: true,
      canPublish: true,
      canPublishData: true,
      canPublishSources: ['microphone'],
      canUpdateOwnMetadata: false,
    });
  });

  it('grants the camera when ALLOW_CAMERA is set', async () => {
    const claims = await new TestService({ ALLOW_CAMERA: 'true' }).mint();
    expect(claims.video).toMatchObject({ canPublishSources: ['microphone', 'camera'] });
  });

  it('mints a token that is valid from a minute ago until TOKEN_TTL_SECONDS from now', async () => {
    const claims = await new TestService({ TOKEN_TTL_SECONDS: '600' }).mint();
    expect(claims.nbf).toBe(NOW / 1000 - 60);
    expect(claims.exp).toBe(NOW / 1000 + 600);
  });

  it('dispatches the configured agent into a room for one user', async () => {
    const { roomConfig } = RoomClaims.parse(await new TestService({ AGENT_NAME: 'chef' }).mint());
    expect(roomConfig).toMatchObject({ maxParticipants: 1, agents: [{ agentName: 'chef' }] });
    expect(roomConfig.departureTimeout).toBe(120);
  });

  it('passes the session’s profile to the agent', async () => {
    const session = await signSession({
      name: 'Ada',
      locale: 'en-GB',
      zoneinfo: 'Europe/London',
      app_version: '3.1.0',
      preferences: { units: 'metric' },
    });
    const claims = await new TestService().mint({ session, headers: { 'x-request-id': 'call-7' } });
    expect(metadataOf(claims)).toEqual({
      v: 1,
      subject: 'ada',
      identity: 'user-ada',
      name: 'Ada',
      locale: 'en-GB',
      timeZone: 'Europe/London',
      appVersion: '3.1.0',
      preferences: { units: 'metric' },
      correlationId: 'call-7',
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['of a wrong type', { name: 7, locale: ['en'], zoneinfo: 1, preferences: { units: 1 } }],
    ['over the maximum length', { name: 'x'.repeat(257) }],
  ])('omits profile claims %s', async (_, profile) => {
    const session = await signSession(profile);
    const metadata = metadataOf(await new TestService().mint({ session }));
    expect(Object.keys(metadata).toSorted()).toEqual(['correlationId', 'identity', 'subject', 'v']);
  });

  it('copies no claim of the session except the name', async () => {
    const session = await signSession({ email: 'ada@example.com', roles: ['admin'], name: 'Ada' });
    expect(Object.keys(await new TestService().mint({ session })).toSorted()).toEqual(
      ['exp', 'iss', 'name', 'nbf', 'roomConfig', 'sub', 'video'].toSorted(),
    );
  });
});

describe('rooms', () => {
  it('opens a new room for every token in fresh mode', async () => {
    const service = new TestService();
    const session = await signSession();
    expect(roomOf(await service.mint({ session }))).not.toBe(
      roomOf(await service.mint({ session })),
    );
  });

  it('gives only rooms of the same subject a common prefix', async () => {
    const service = new TestService();
    const ada = String(roomOf(await service.mint()));
    const bob = String(roomOf(await service.mint({ session: await signSession({ sub: 'bob' }) })));
    expect(String(roomOf(await service.mint())).startsWith(ada.slice(0, 23))).toBe(true);
    expect(bob.startsWith(ada.slice(0, 23))).toBe(false);
  });

  it('opens the same room for every token of a subject in stable mode', async () => {
    const service = new TestService({ ROOM_MODE: 'stable' });
    const ada = await service.mint();
    expect(roomOf(await service.mint())).toBe(roomOf(ada));
    const bob = await service.mint({ session: await signSession({ sub: 'bob' }) });
    expect(roomOf(bob)).not.toBe(roomOf(ada));
  });

  it('keeps a room open for ROOM_DEPARTURE_SECONDS after the user leaves', async () => {
    const departureOf = async (bindings = {}) =>
      RoomClaims.parse(await new TestService(bindings).mint()).roomConfig.departureTimeout;
    expect(await departureOf()).toBe(120);
    expect(await departureOf({ ROOM_MODE: 'stable' })).toBe(120);
    expect(await departureOf({ ROOM_DEPARTURE_SECONDS: '20' })).toBe(20);
  });

  it('scopes a requested room name to the subject', async () => {
    const service = new TestService({ ALLOWED_REQUEST_FIELDS: 'room_name' });
    const body = { room_name: 'kitchen' };
    const ada = roomOf(await service.mint({ body }));
    expect(roomOf(await service.mint({ body }))).toBe(ada);
    const bob = await signSession({ sub: 'bob' });
    expect(roomOf(await service.mint({ body, session: bob }))).not.toBe(ada);
    expect(roomOf(await service.mint({ body: { room_name: ada }, session: bob }))).not.toBe(ada);
  });
});

describe('fields of the request', () => {
  it('applies the fields that ALLOWED_REQUEST_FIELDS lists', async () => {
    const service = new TestService({
      ALLOWED_REQUEST_FIELDS: 'participant_name, participant_attributes',
    });
    const claims = await service.mint({
      body: { participant_name: 'Chef Ada', participant_attributes: { hat: 'tall' } },
    });
    expect(claims).toMatchObject({ name: 'Chef Ada', attributes: { hat: 'tall' } });
  });
});
