import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ServiceHarness } from '../../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('Connector', () => {
  it("joins the token's room", async () => {
    await app.service.connect();
    expect(app.room.connectedWith).toEqual({ url: 'ws://room', token: 'token 1' });
    expect(app.state.connection).toEqual({ status: 'connected', error: undefined });
    expect(app.state.agent).toBe('joining');
  });

  it('joins one room when connect is called twice', async () => {
    await Promise.all([app.service.connect(), app.service.connect()]);
    await app.service.connect();
    expect(app.platform.rooms).toHaveLength(1);
  });

  it("maps the agent's state attribute", async () => {
    await app.service.connect();
    const states = ['initializing', 'listening', 'thinking', 'speaking', 'idle'].map((state) => {
      app.room.agentIs(state);
      return app.state.agent;
    });
    expect(states).toEqual(['joining', 'listening', 'thinking', 'speaking', 'listening']);
  });

  it('reports the reason when the room cannot be joined', async () => {
    app.platform.prepareRoom = (room) => {
      room.joinError = new Error('no route');
    };
    await expect(app.service.connect()).rejects.toMatchObject({ code: 'room_unreachable' });
    expect(app.state.connection).toMatchObject({
      status: 'disconnected',
      error: { code: 'room_unreachable' },
    });
  });

  it('tries one new room when no agent joins', async () => {
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

  it('stays in the new room when the agent joins it', async () => {
    await app.service.connect();
    await app.advance(20_001);
    app.room.agentIs('listening');
    await app.advance(60_000);
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.state.connection.status).toBe('connected');
  });

  it('connects again right after a disconnect during connecting', async () => {
    const first = app.service.connect();
    first.catch(() => undefined);
    const disconnected = app.service.disconnect();
    const second = app.service.connect();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all([disconnected, second]);
    expect(app.platform.rooms.map(({ isLeft }) => isLeft)).toEqual([true, false]);
    expect(app.state.connection).toEqual({ status: 'connected', error: undefined });
  });

  it('cancels connecting when the token source ignores the signal', async () => {
    app.tokenDelay = new Promise(() => undefined);
    const first = app.service.connect();
    const rejection = first.catch((error: unknown) => error);
    await app.service.disconnect();
    expect(await rejection).toMatchObject({ code: 'cancelled' });
    expect(app.state.connection).toEqual({ status: 'disconnected', error: undefined });
  });

  it('times out when the token source never settles', async () => {
    app.tokenDelay = new Promise(() => undefined);
    const rejection = app.service.connect().catch((error: unknown) => error);
    await app.advance(15_001);
    expect(await rejection).toMatchObject({ code: 'token_service_unreachable' });
    expect(app.state.connection.error?.code).toBe('token_service_unreachable');
  });

  it('tries a new room when the agent joins but is never ready', async () => {
    await app.service.connect();
    app.room.agentIs('initializing');
    await app.advance(20_001);
    expect(app.platform.rooms.map(({ isLeft }) => isLeft)).toEqual([true, false]);
  });

  it('rejects recording while it switches to a new room', async () => {
    await app.service.connect();
    const { device } = app;
    app.tokenDelay = new Promise(() => undefined);
    await app.advance(20_001);
    await expect(app.service.startVoiceRecording()).rejects.toMatchObject({
      code: 'agent_not_ready',
    });
    expect(device.microphone).toBe('none');
  });

  it("connects with React Native's reduced AbortSignal", async () => {
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
    const disconnected = app.service.disconnect();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await disconnected;
    await app.service.connect();
    expect(app.state.connection.status).toBe('connected');
  });

  it('keeps the conversation on disconnect', async () => {
    await app.connectWithAgent();
    await app.service.sendText('Hello');
    await app.service.disconnect();
    expect(app.room.isLeft).toBe(true);
    expect(app.state.agent).toBe('absent');
    expect(app.conversation).toHaveLength(1);
  });
});
