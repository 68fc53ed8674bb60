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
    expect(app.platform.audioSessions).toEqual(['opened']);
    await app.service.disconnect();
    expect(app.platform.audioSessions).toEqual(['opened', 'closed']);
  });

  it('gives the sound back before it takes it again', async () => {
    await app.connectWithAgent();
    const off = app.service.disconnect();
    await app.service.connect();
    await off;
    expect(app.platform.audioSessions).toEqual(['opened', 'closed', 'opened']);
  });

  it('is missing where the device does not give it, and typing works', async () => {
    app.platform.audioError = new Error('in a telephone call');
    await app.connectWithAgent();
    expect(app.state.sound.blocked).toBe(true);
    await app.service.sendText('Hello');
    await app.settle();
    expect(app.sent('packet')).toHaveLength(1);
  });

  it('is taken when the user asks for it, once the device gives it', async () => {
    app.platform.audioError = new Error('in a telephone call');
    await app.connectWithAgent();
    await app.service.startAudio();
    expect(app.state.sound.blocked).toBe(true);
    app.platform.audioError = undefined;
    await app.service.startAudio();
    expect(app.state.sound.blocked).toBe(false);
    expect(app.platform.audioSessions).toEqual(['opened']);
  });

  it('is not called blocked in a call because it was in the one before', async () => {
    app.platform.prepareRoom = (room) => {
      room.canPlaybackAudio = app.platform.rooms.length > 0;
    };
    await app.connectWithAgent();
    expect(app.state.sound.blocked).toBe(true);
    await app.service.disconnect();
    await app.connectWithAgent();
    expect(app.state.sound.blocked).toBe(false);
  });

  it('stays blocked, without a fault, when the browser still says no', async () => {
    app.platform.prepareRoom = (room) => {
      room.canPlaybackAudio = false;
    };
    await app.connectWithAgent();
    await app.service.startAudio();
    expect(app.state.sound.blocked).toBe(true);
  });

  it('is what the user wants again when the network is back', async () => {
    await app.connectWithAgent();
    app.room.emit('reconnecting');
    await app.service.setSpokenReplies(false);
    app.room.emit('reconnected');
    await app.settle();
    expect(app.sent('rpc')).toMatchObject([
      { method: RpcMethod.setSpokenReplies, payload: '{"on":false}' },
    ]);
  });

  it('is what the user has chosen last, also while an agent is being told', async () => {
    await app.connectWithAgent();
    await app.service.setMicrophone('open');
    await app.service.setSpokenReplies(false);
    app.room.agentLeaves();
    await app.settle();
    let allow: (() => void) | undefined;
    app.device.rpcDelay = new Promise((resolve) => (allow = resolve));
    app.room.agentIs('listening');
    await app.settle();
    const wished = app.service.setSpokenReplies(true);
    allow?.();
    await wished;
    await app.settle();
    expect(app.state.sound.spokenReplies).toBe(true);
    const told = app.sent('rpc').filter(({ method }) => method === RpcMethod.setSpokenReplies);
    expect(told.at(-1)?.payload).toBe('{"on":true}');
  });

  it('stays what it was when the agent cannot be told', async () => {
    await app.connectWithAgent();
    app.device.rpcError = new Error('timeout');
    await expect(app.service.setSpokenReplies(false)).rejects.toMatchObject({
      code: 'agent_unreachable',
    });
    expect(app.state.sound.spokenReplies).toBe(true);
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
