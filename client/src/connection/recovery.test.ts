import { ConnectionError } from 'livekit-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { LiveKitServiceError } from '../state/errors.ts';
import { ServiceHarness } from '../../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
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
    await app.advance(60_000);
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.state).toMatchObject({ connection: { status: 'connected' }, agent: 'listening' });
  });

  it('goes back with the token that the server renewed', async () => {
    await app.connectWithAgent();
    app.room.refreshesToken('token 1, renewed');
    app.room.emit('disconnected', 9);
    await app.settle();
    expect(app.room.connectedWith?.token).toBe('token 1, renewed');
  });

  it('takes a fresh room when the token has grown too old', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      const isOld = app.platform.rooms.length === 1;
      room.joinError = isOld ? ConnectionError.notAllowed('token expired', 401) : undefined;
    };
    app.room.emit('disconnected', 9);
    await app.advance(2000);
    expect(app.room.connectedWith?.token).toBe('token 2');
    expect(app.state.connection.status).toBe('connected');
  });

  it('holds on to the same room while the network is away', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.joinError = app.platform.rooms.length < 4 ? new Error('no route') : undefined;
    };
    app.room.emit('disconnected', 9);
    await app.advance(12_000);
    expect(app.platform.rooms).toHaveLength(5);
    expect(app.room.connectedWith?.token).toBe('token 1');
  });

  it('tries at once when the device says that it may be worth it', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.joinError = new Error('no route');
    };
    app.room.emit('disconnected', 9);
    await app.advance(20_000);
    app.platform.prepareRoom = () => undefined;
    expect(app.state.connection.status).toBe('reconnecting');
    app.platform.wake();
    await app.settle();
    expect(app.state.connection.status).toBe('connected');
  });

  it.each([
    ['the agent is lost', async () => app.room.agentLeaves()],
    ['the connection is lost', async () => app.room.emit('disconnected', 9)],
    ['no agent has come', async () => app.advance(20_100)],
  ])('stays ended when the user hangs up just when %s', async (_, happens) => {
    await app.service.connect();
    app.room.agentIs('initializing');
    app.room.leaveDelay = new Promise((resolve) => setTimeout(resolve, 30_000));
    await happens();
    const off = app.service.disconnect();
    await app.advance(60_000);
    await off;
    expect(app.platform.rooms).toHaveLength(1);
    expect(app.state.connection).toEqual({ status: 'disconnected', error: undefined });
    expect(app.state.agent).toBe('absent');
  });

  it('goes on trying for as long, however often the user comes back to the app', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.joinError = new Error('no route');
    };
    app.room.emit('disconnected', 9);
    await app.advance(5000);
    for (let visit = 0; visit < 20; visit++) {
      app.platform.wake();
      await app.settle();
    }
    expect(app.state.connection.status).toBe('reconnecting');
  });

  it('waits for as long as the token service says', async () => {
    await app.connectWithAgent();
    const options = { retryAfterMs: 60_000 };
    app.failTokens(new LiveKitServiceError('rate_limited', 'too many', options));
    app.room.agentLeaves();
    await app.advance(1000);
    app.failTokens(undefined);
    await app.advance(55_000);
    expect(app.state.connection.status).toBe('reconnecting');
    await app.advance(6000);
    expect(app.state.connection.status).toBe('connected');
  });

  it('does not go on asking when the session is not accepted any more', async () => {
    await app.connectWithAgent();
    app.failTokens(new LiveKitServiceError('session_rejected', 'expired'));
    app.room.agentLeaves();
    await app.advance(2000);
    expect(app.state.connection).toMatchObject({
      status: 'disconnected',
      error: { code: 'session_rejected' },
    });
  });

  it('gives up with a reason', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.joinError = new Error('no route');
    };
    app.room.emit('disconnected', 9);
    await app.advance(120_000);
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
