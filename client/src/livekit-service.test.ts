import { RpcMethod } from '@bakebot/protocol';
import { Track } from 'livekit-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { ServiceHarness } from '../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('audio of the service', () => {
  it("plays the agent's track until disconnect", async () => {
    await app.connectWithAgent();
    app.room.agentTrack({ kind: Track.Kind.Audio });
    expect(app.platform.playing.size).toBe(1);
    await app.service.disconnect();
    expect(app.platform.playing.size).toBe(0);
  });

  it('sends the setting of spoken replies to a new agent', async () => {
    await app.service.setSpokenReplies(false);
    await app.connectWithAgent();
    expect(app.sent('rpc')).toMatchObject([
      { method: RpcMethod.setSpokenReplies, payload: '{"on":false}' },
    ]);
  });

  it('opens one audio session for all rooms of a connection', async () => {
    await app.connectWithAgent();
    await app.agentIsLost();
    app.room.agentIs('listening');
    expect(app.platform.audioSessions).toEqual(['opened']);
    await app.service.disconnect();
    expect(app.platform.audioSessions).toEqual(['opened', 'closed']);
  });

  it('closes the audio session before it opens the next one', async () => {
    await app.connectWithAgent();
    const disconnected = app.service.disconnect();
    await app.service.connect();
    await disconnected;
    expect(app.platform.audioSessions).toEqual(['opened', 'closed', 'opened']);
  });

  it('connects without audio when the audio session cannot be opened', async () => {
    app.platform.audioError = new Error('telephone call in progress');
    await app.connectWithAgent();
    expect(app.state.sound.blocked).toBe(true);
    await app.service.sendText('Hello');
    await app.settle();
    expect(app.sent('packet')).toHaveLength(1);
  });

  it('opens the audio session on startAudio once the device allows it', async () => {
    app.platform.audioError = new Error('telephone call in progress');
    await app.connectWithAgent();
    await app.service.startAudio();
    expect(app.state.sound.blocked).toBe(true);
    app.platform.audioError = undefined;
    await app.service.startAudio();
    expect(app.state.sound.blocked).toBe(false);
    expect(app.platform.audioSessions).toEqual(['opened']);
  });

  it('resets sound.blocked in a new connection', async () => {
    app.platform.prepareRoom = (room) => {
      room.canPlaybackAudio = app.platform.rooms.length > 0;
    };
    await app.connectWithAgent();
    expect(app.state.sound.blocked).toBe(true);
    await app.service.disconnect();
    await app.connectWithAgent();
    expect(app.state.sound.blocked).toBe(false);
  });

  it('keeps sound.blocked when the browser refuses playback again', async () => {
    app.platform.prepareRoom = (room) => {
      room.canPlaybackAudio = false;
    };
    await app.connectWithAgent();
    await app.service.startAudio();
    expect(app.state.sound.blocked).toBe(true);
  });

  it('sends the setting of spoken replies again after an interruption', async () => {
    await app.connectWithAgent();
    app.room.emit('reconnecting');
    await app.service.setSpokenReplies(false);
    app.room.emit('reconnected');
    await app.settle();
    expect(app.sent('rpc')).toMatchObject([
      { method: RpcMethod.setSpokenReplies, payload: '{"on":false}' },
    ]);
  });

  it('sends the latest setting when it changes while a new agent is being set up', async () => {
    await app.connectWithAgent();
    await app.service.setMicrophone('open');
    await app.service.setSpokenReplies(false);
    await app.agentIsLost();
    let respond: (() => void) | undefined;
    app.device.rpcDelay = new Promise((resolve) => (respond = resolve));
    app.room.agentIs('listening');
    await app.settle();
    const set = app.service.setSpokenReplies(true);
    respond?.();
    await set;
    await app.settle();
    expect(app.state.sound.spokenReplies).toBe(true);
    const settings = app.sent('rpc').filter(({ method }) => method === RpcMethod.setSpokenReplies);
    expect(settings.at(-1)?.payload).toBe('{"on":true}');
  });

  it('keeps the setting of spoken replies when its RPC fails', async () => {
    await app.connectWithAgent();
    app.device.rpcError = new Error('timeout');
    await expect(app.service.setSpokenReplies(false)).rejects.toMatchObject({
      code: 'agent_unreachable',
    });
    expect(app.state.sound.spokenReplies).toBe(true);
  });

  it('reports when the browser blocks playback', async () => {
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
