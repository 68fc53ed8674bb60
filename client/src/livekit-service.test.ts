import { RpcMethod } from '@bakebot/protocol';
import { Track } from 'livekit-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { ServiceHarness } from '../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('sound', () => {
  it('plays the agent, until the call is over', async () => {
    await app.connectWithAgent();
    app.room.agentTrack({ kind: Track.Kind.Audio });
    expect(app.platform.playing.size).toBe(1);
    await app.service.disconnect();
    expect(app.platform.playing.size).toBe(0);
  });

  it('tells a fresh agent that replies are not to be spoken', async () => {
    await app.service.setSpokenReplies(false);
    await app.connectWithAgent();
    expect(app.sent('rpc')).toMatchObject([
      { method: RpcMethod.setSpokenReplies, payload: '{"on":false}' },
    ]);
  });

  it("takes the device's sound for all rooms of a connection, and gives it back once", async () => {
    await app.connectWithAgent();
    app.room.agentLeaves();
    await app.settle();
    app.room.agentIs('listening');
    expect(app.platform.sound).toEqual(['taken']);
    await app.service.disconnect();
    expect(app.platform.sound).toEqual(['taken', 'given back']);
  });

  it('gives the sound back before it takes it again', async () => {
    await app.connectWithAgent();
    const off = app.service.disconnect();
    await app.service.connect();
    await off;
    expect(app.platform.sound).toEqual(['taken', 'given back', 'taken']);
  });

  it('is missing where the device does not give it, and typing works', async () => {
    app.platform.soundRefusal = new Error('in a telephone call');
    await app.connectWithAgent();
    expect(app.state.sound.blocked).toBe(true);
    await app.service.sendText('Hello');
    await app.settle();
    expect(app.sent('packet')).toHaveLength(1);
  });

  it('says when the browser holds it back', async () => {
    app.platform.prepareRoom = (room) => {
      room.canPlaybackAudio = false;
    };
    await app.connectWithAgent();
    expect(app.state.sound.blocked).toBe(true);
    app.room.canPlaybackAudio = true;
    app.room.emit('audioPlaybackChanged');
    expect(app.state.sound.blocked).toBe(false);
  });
});
