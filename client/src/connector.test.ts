import { ConnectionError } from 'livekit-client';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { LiveKitServiceError } from './errors.ts';
import { ServiceHarness } from '../test/service-harness.ts';

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
      room.refusal = new Error('no route');
    };
    await expect(app.service.connect()).rejects.toMatchObject({ code: 'room_unreachable' });
    expect(app.state.connection).toMatchObject({
      status: 'disconnected',
      error: { code: 'room_unreachable' },
    });
  });

  it('leaves a room whose agent does not come for a fresh one, once', async () => {
    await app.service.connect();
    await app.passes(20_001);
    expect(app.platform.rooms[0]?.isLeft).toBe(true);
    expect(app.room.connectedWith?.token).toBe('token 2');
    await app.passes(20_000);
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.state.connection).toMatchObject({
      status: 'disconnected',
      error: { code: 'agent_missing' },
    });
  });

  it('stays in the fresh room when the agent comes there', async () => {
    await app.service.connect();
    await app.passes(20_001);
    app.room.agentIs('listening');
    await app.passes(60_000);
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

describe('a fault', () => {
  it('shows that the connection is being brought back', async () => {
    await app.connectWithAgent();
    app.room.emit('reconnecting');
    expect(app.state.connection.status).toBe('reconnecting');
    app.room.emit('reconnected');
    expect(app.state.connection.status).toBe('connected');
  });

  it('goes back into the same room when the connection is lost for good', async () => {
    await app.connectWithAgent();
    app.room.emit('disconnected', 9);
    await app.settle();
    expect(app.room.connectedWith?.token).toBe('token 1');
    expect(app.platform.rooms).toHaveLength(2);
  });

  it('goes back once when the connection is lost before the agent came', async () => {
    await app.service.connect();
    app.room.emit('disconnected', 9);
    await app.settle();
    app.room.agentIs('listening');
    await app.passes(60_000);
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.state).toMatchObject({ connection: { status: 'connected' }, agent: 'listening' });
  });

  it('goes back with the token that the server renewed', async () => {
    await app.connectWithAgent();
    app.room.renewsToken('token 1, renewed');
    app.room.emit('disconnected', 9);
    await app.settle();
    expect(app.room.connectedWith?.token).toBe('token 1, renewed');
  });

  it('takes a fresh room when the token has grown too old', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      const isOld = app.platform.rooms.length === 1;
      room.refusal = isOld ? ConnectionError.notAllowed('token expired', 401) : undefined;
    };
    app.room.emit('disconnected', 9);
    await app.passes(2000);
    expect(app.room.connectedWith?.token).toBe('token 2');
    expect(app.state.connection.status).toBe('connected');
  });

  it('holds on to the same room while the network is away', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.refusal = app.platform.rooms.length < 4 ? new Error('no route') : undefined;
    };
    app.room.emit('disconnected', 9);
    await app.passes(12_000);
    expect(app.platform.rooms).toHaveLength(5);
    expect(app.room.connectedWith?.token).toBe('token 1');
  });

  it('tries at once when the device says that it may be worth it', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.refusal = new Error('no route');
    };
    app.room.emit('disconnected', 9);
    await app.passes(20_000);
    app.platform.prepareRoom = () => undefined;
    expect(app.state.connection.status).toBe('reconnecting');
    app.platform.wake();
    await app.settle();
    expect(app.state.connection.status).toBe('connected');
  });

  it('does not go on asking when the session is not accepted any more', async () => {
    await app.connectWithAgent();
    app.refuseTokens(new LiveKitServiceError('session_rejected', 'expired'));
    app.room.agentLeaves();
    await app.passes(2000);
    expect(app.state.connection).toMatchObject({
      status: 'disconnected',
      error: { code: 'session_rejected' },
    });
  });

  it('gives up with a reason', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.refusal = new Error('no route');
    };
    app.room.emit('disconnected', 9);
    await app.passes(120_000);
    expect(app.state).toMatchObject({
      connection: { status: 'disconnected', error: { code: 'room_unreachable' } },
      agent: 'gone',
    });
  });

  it('calls a fresh agent when the agent is lost, and asks it what is unanswered', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('How long do muffins bake?');
    await app.settle();
    app.agentReports(id, 'received');
    app.room.agentLeaves();
    await app.settle();
    expect(app.state.agent).toBe('recovering');
    expect(app.turn(id)?.delivery.state).toBe('queued');
    app.room.agentIs('listening');
    await app.settle();
    expect(app.room.connectedWith?.token).toBe('token 2');
    expect(app.sent('packet')).toMatchObject([{ text: expect.stringContaining('muffins') }]);
  });

  it('does not call agent after agent when each is lost at once', async () => {
    await app.connectWithAgent();
    app.room.agentLeaves();
    await app.settle();
    app.room.agentIs('listening');
    app.room.agentLeaves();
    await app.settle();
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.state.connection.error?.code).toBe('agent_left');
  });

  it('ends when the agent ends the conversation, and says which turns get no answer', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.settle();
    app.room.agentLeaves(1);
    await app.settle();
    expect(app.state).toMatchObject({
      connection: { status: 'disconnected', error: { code: 'agent_left' } },
      agent: 'gone',
    });
    expect(app.turn(id)?.delivery).toMatchObject({
      state: 'failed',
      code: 'agent_leaving',
      retryable: true,
    });
  });

  it('gives way when the user joins somewhere else', async () => {
    await app.connectWithAgent();
    app.room.emit('disconnected', 2);
    await app.settle();
    expect(app.platform.rooms).toHaveLength(1);
    expect(app.state.connection.error?.code).toBe('joined_elsewhere');
  });
});
