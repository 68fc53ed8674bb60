import { DispatchMetadata, TokenResponse } from '@bakebot/protocol';
import { decodeProtectedHeader } from 'jose';
import { TokenVerifier } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { NOW, signSession } from '../testing/sessions.ts';
import { TestService } from '../testing/test-service.ts';

/** LiveKit's own test of `TokenSource.endpoint` posts these. */
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
  /** What `TokenSource.endpoint` posts for `{ agentName: 'bakebot' }`. */
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

describe('the answer of POST /token', () => {
  it('is 201 with exactly the two fields of LiveKit’s contract', async () => {
    const response = await new TestService().postToken({ body: LIVEKIT_VECTORS.empty });
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const body = await response.json();
    expect(Object.keys(TokenResponse.parse(body))).toEqual(Object.keys(Object(body)));
    expect(body).toMatchObject({ server_url: 'wss://livekit.example.com' });
  });

  it('comes too when the client names the agent that comes anyway', async () => {
    const response = await new TestService().postToken({ body: LIVEKIT_VECTORS.agent });
    expect(response.status).toBe(201);
  });

  it('needs no body at all', async () => {
    expect((await new TestService().postToken()).status).toBe(201);
  });

  it('names every field that the session decides when a client sends LiveKit’s full request', async () => {
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
  it('is one that LiveKit’s server accepts', async () => {
    const service = new TestService();
    service.now = Date.now();
    const seconds = service.now / 1000;
    const session = await signSession({ iat: seconds, exp: seconds + 60, name: 'Ada' });
    const answer = TokenResponse.parse(await (await service.postToken({ session })).json());
    const verifier = new TokenVerifier(
      TEST_BINDINGS.LIVEKIT_API_KEY,
      TEST_BINDINGS.LIVEKIT_API_SECRET,
    );
    const claims = await verifier.verify(answer.participant_token);
    expect(claims).toMatchObject({ sub: 'user-ada', name: 'Ada', video: { roomJoin: true } });
    expect(decodeProtectedHeader(answer.participant_token).alg).toBe('HS256');
  });

  it('allows one room, the microphone, data, and nothing else', async () => {
    const claims = await new TestService().mint();
    expect(claims.video).toEqual({
      roomJoin: true,
      room: expect.stringMatching(/^bakebot_[\w-]{14}_[\w-]{22}$/),
      canSubscribe: true,
      canPublish: true,
      canPublishData: true,
      canPublishSources: ['microphone'],
      canUpdateOwnMetadata: false,
    });
  });

  it('allows the camera where the configuration does', async () => {
    const claims = await new TestService({ ALLOW_CAMERA: 'true' }).mint();
    expect(claims.video).toMatchObject({ canPublishSources: ['microphone', 'camera'] });
  });

  it('lives for minutes, from a minute before now', async () => {
    const claims = await new TestService({ TOKEN_TTL_SECONDS: '600' }).mint();
    expect(claims.nbf).toBe(NOW / 1000 - 60);
    expect(claims.exp).toBe(NOW / 1000 + 600);
  });

  it('dispatches the configured agent into a room for one user', async () => {
    const { roomConfig } = RoomClaims.parse(await new TestService({ AGENT_NAME: 'chef' }).mint());
    expect(roomConfig).toMatchObject({ maxParticipants: 1, agents: [{ agentName: 'chef' }] });
    expect(roomConfig.departureTimeout).toBe(120);
  });

  it('tells the agent what the session says about the user', async () => {
    const session = await signSession({
      name: 'Ada',
      locale: 'en-GB',
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
      appVersion: '3.1.0',
      preferences: { units: 'metric' },
      correlationId: 'call-7',
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['in a wrong type', { name: 7, locale: ['en'], preferences: { units: 1 } }],
    ['at too great length, because the token travels in an address', { name: 'x'.repeat(257) }],
  ])('leaves out what the session says %s', async (_, decorations) => {
    const session = await signSession(decorations);
    const metadata = metadataOf(await new TestService().mint({ session }));
    expect(Object.keys(metadata).toSorted()).toEqual(['correlationId', 'identity', 'subject', 'v']);
  });

  it('carries no claim of the session but its name', async () => {
    const session = await signSession({ email: 'ada@example.com', roles: ['admin'], name: 'Ada' });
    expect(Object.keys(await new TestService().mint({ session })).toSorted()).toEqual(
      ['exp', 'iss', 'name', 'nbf', 'roomConfig', 'sub', 'video'].toSorted(),
    );
  });
});

describe('rooms', () => {
  it('are new for every token', async () => {
    const service = new TestService();
    const session = await signSession();
    expect(roomOf(await service.mint({ session }))).not.toBe(
      roomOf(await service.mint({ session })),
    );
  });

  it('of one subject have a prefix of their own', async () => {
    const service = new TestService();
    const ada = String(roomOf(await service.mint()));
    const bob = String(roomOf(await service.mint({ session: await signSession({ sub: 'bob' }) })));
    expect(String(roomOf(await service.mint())).startsWith(ada.slice(0, 23))).toBe(true);
    expect(bob.startsWith(ada.slice(0, 23))).toBe(false);
  });

  it('stay the same where the configuration says so, and still belong to one subject', async () => {
    const service = new TestService({ ROOM_MODE: 'stable' });
    const ada = await service.mint();
    expect(roomOf(await service.mint())).toBe(roomOf(ada));
    const bob = await service.mint({ session: await signSession({ sub: 'bob' }) });
    expect(roomOf(bob)).not.toBe(roomOf(ada));
  });

  it('wait for who has left them as long as the configuration says', async () => {
    const departureOf = async (bindings = {}) =>
      RoomClaims.parse(await new TestService(bindings).mint()).roomConfig.departureTimeout;
    expect(await departureOf()).toBe(120);
    expect(await departureOf({ ROOM_MODE: 'stable' })).toBe(120);
    expect(await departureOf({ ROOM_DEPARTURE_SECONDS: '20' })).toBe(20);
  });

  it('of a proposed name are the subject’s own: nobody gets into another’s by its name', async () => {
    const service = new TestService({ ALLOWED_REQUEST_FIELDS: 'room_name' });
    const body = { room_name: 'kitchen' };
    const ada = roomOf(await service.mint({ body }));
    expect(roomOf(await service.mint({ body }))).toBe(ada);
    const bob = await signSession({ sub: 'bob' });
    expect(roomOf(await service.mint({ body, session: bob }))).not.toBe(ada);
    expect(roomOf(await service.mint({ body: { room_name: ada }, session: bob }))).not.toBe(ada);
  });
});

describe('what a client proposes', () => {
  it('is taken where the configuration allows it', async () => {
    const service = new TestService({
      ALLOWED_REQUEST_FIELDS: 'participant_name, participant_attributes',
    });
    const claims = await service.mint({
      body: { participant_name: 'Chef Ada', participant_attributes: { hat: 'tall' } },
    });
    expect(claims).toMatchObject({ name: 'Chef Ada', attributes: { hat: 'tall' } });
  });
});
