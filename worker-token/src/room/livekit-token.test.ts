import { decodeJwt, decodeProtectedHeader } from 'jose';
import { AccessToken, RoomAgentDispatch, RoomConfiguration, TrackSource } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { TEST_BINDINGS } from '../testing/bindings.ts';
import { LiveKitSigner } from './livekit-token.ts';

const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = TEST_BINDINGS;

/** The claims without those that depend on the clock, as protobuf reads the room configuration: with defaults. */
function withoutTimes(token: string) {
  const { nbf, exp, roomConfig, ...claims } = decodeJwt(token);
  expect([typeof nbf, typeof exp]).toEqual(['number', 'number']);
  return { ...claims, roomConfig: RoomConfiguration.fromJson(Object(roomConfig)).toJson() };
}

describe('LiveKitSigner', () => {
  it('signs the token that LiveKit’s SDK signs', async () => {
    const expiresAt = Math.floor(Date.now() / 1000) * 1000 + 300_000;
    const attributes = { hat: 'tall — très' };
    const metadata = '{"v":1,"name":"Zoë"}';
    const ours = await new LiveKitSigner({ url, apiKey, apiSecret }).signRoomToken({
      identity: 'user-ada',
      name: 'Zoë',
      attributes,
      notBefore: expiresAt - 300_000,
      expiresAt,
      video: {
        roomJoin: true,
        room: 'kitchen',
        canSubscribe: true,
        canPublish: true,
        canPublishData: true,
        canPublishSources: ['microphone'],
        canUpdateOwnMetadata: false,
      },
      roomConfig: {
        maxParticipants: 1,
        emptyTimeout: 60,
        departureTimeout: 120,
        agents: [{ agentName: 'bakebot', metadata }],
      },
    });

    const sdk = new AccessToken(apiKey, apiSecret, {
      identity: 'user-ada',
      ttl: '5m',
      name: 'Zoë',
    });
    sdk.attributes = attributes;
    sdk.addGrant({
      roomJoin: true,
      room: 'kitchen',
      canSubscribe: true,
      canPublish: true,
      canPublishData: true,
      canPublishSources: [TrackSource.MICROPHONE],
      canUpdateOwnMetadata: false,
    });
    sdk.roomConfig = new RoomConfiguration({
      maxParticipants: 1,
      emptyTimeout: 60,
      departureTimeout: 120,
      agents: [new RoomAgentDispatch({ agentName: 'bakebot', metadata })],
    });
    const theirs = await sdk.toJwt();

    expect(withoutTimes(ours)).toEqual(withoutTimes(theirs));
    expect(decodeProtectedHeader(ours).alg).toBe(decodeProtectedHeader(theirs).alg);
  });
});
