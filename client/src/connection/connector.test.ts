import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ServiceHarness } from '../../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('connecting', () => {
  it('joins the room of the token', async () => {
    await app.service.connect();
    expect(app.room.connectedWith).toEqual({ url: 'ws://room', token: 'token 1' });
    expect(app.state.connection).toEqual({ status: 'connected', error: undefined });
    expect(app.state.agent).toBe('joining');
  });

  it('is one connection when it is asked for twice', async () => {
    await Promise.all([app.service.connect(), app.service.connect()]);
    await app.service.connect();
    expect(app.platform.rooms).toHaveLength(1);
  });

  it("follows the agent's state", async () => {
    await app.service.connect();
    const states = ['initializing', 'listening', 'thinking', 'speaking', 'idle'].map((state) => {
      app.room.agentIs(state);
      return app.state.agent;
    });
    expect(states).toEqual(['joining', 'listening', 'thinking', 'speaking', 'listening']);
  });

  it('says why there is no room', async () => {
    app.platform.prepareRoom = (room) => {
      room.joinError = new Error('no route');
    };
    await expect(app.service.connect()).rejects.toMatchObject({ code: 'room_unreachable' });
    expect(app.state.connection).toMatchObject({
      status: 'disconnected',
      error: { code: 'room_unreachable' },
    });
  });

  it('leaves a room whose agent does not come for a fresh one, once', async () => {
    await app.service.connect();
    await app.advance(20_001);
    expect(app.platform.rooms[0]?.isLeft).toBe(true);
    expect(app.room.connectedWith?.token).toBe('token 2');
    await app.advance(20_000);
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.state.connection).toMatchObject({
      status: 'disconnected',
      error: { code: 'agent_missing' },
    });
  });

  it('stays in the fresh room when the agent comes there', async () => {
    await app.service.connect();
    await app.advance(20_001);
    app.room.agentIs('listening');
    await app.advance(60_000);
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.state.connection.status).toBe('connected');
  });

  it('can be called off, and begun again at once', async () => {
    const first = app.service.connect();
    first.catch(() => undefined);
    const off = app.service.disconnect();
    const second = app.service.connect();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all([off, second]);
    expect(app.platform.rooms.map(({ isLeft }) => isLeft)).toEqual([true, false]);
    expect(app.state.connection).toEqual({ status: 'connected', error: undefined });
  });

  it('can be called off while a token is awaited from a source that does not listen', async () => {
    app.tokenDelay = new Promise(() => undefined);
    const first = app.service.connect();
    const refused = first.catch((error: unknown) => error);
    await app.service.disconnect();
    expect(await refused).toMatchObject({ code: 'cancelled' });
    expect(app.state.connection).toEqual({ status: 'disconnected', error: undefined });
  });

  it('does not wait for a token for ever', async () => {
    app.tokenDelay = new Promise(() => undefined);
    const refused = app.service.connect().catch((error: unknown) => error);
    await app.advance(15_001);
    expect(await refused).toMatchObject({ code: 'token_service_unreachable' });
    expect(app.state.connection.error?.code).toBe('token_service_unreachable');
  });

  it('leaves a room whose agent comes and never gets ready, too', async () => {
    await app.service.connect();
    app.room.agentIs('initializing');
    await app.advance(20_001);
    expect(app.platform.rooms.map(({ isLeft }) => isLeft)).toEqual([true, false]);
  });

  it('has no voice while a room without an agent is left for a fresh one', async () => {
    await app.service.connect();
    const { device } = app;
    app.tokenDelay = new Promise(() => undefined);
    await app.advance(20_001);
    await expect(app.service.startVoiceRecording()).rejects.toMatchObject({
      code: 'agent_not_ready',
    });
    expect(device.microphone).toBe('none');
  });

  it('needs no more of an AbortSignal than React Native has', async () => {
    vi.stubGlobal(
      'AbortController',
      class {
        readonly signal = Object.assign(new EventTarget(), { aborted: false, reason: undefined });
        abort(): void {
          this.signal.aborted = true;
          this.signal.dispatchEvent(new Event('abort'));
        }
      },
    );
    onTestFinished(() => void vi.unstubAllGlobals());
    const first = app.service.connect();
    const off = app.service.disconnect();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await off;
    await app.service.connect();
    expect(app.state.connection.status).toBe('connected');
  });

  it('leaves the room and keeps the conversation', async () => {
    await app.connectWithAgent();
    await app.service.sendText('Hello');
    await app.service.disconnect();
    expect(app.room.isLeft).toBe(true);
    expect(app.state.agent).toBe('absent');
    expect(app.conversation).toHaveLength(1);
  });
});
