import { ConnectionError } from 'livekit-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { LiveKitServiceError } from '../state/errors.ts';
import { ServiceHarness } from '../../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('Connector recovery', () => {
  it('shows reconnecting while livekit-client reconnects', async () => {
    await app.connectWithAgent();
    app.room.emit('reconnecting');
    expect(app.state.connection.status).toBe('reconnecting');
    app.room.emit('reconnected');
    expect(app.state.connection.status).toBe('connected');
  });

  it('rejoins the same room when the connection is lost', async () => {
    await app.connectWithAgent();
    app.room.emit('disconnected', 9);
    await app.settle();
    expect(app.room.connectedWith?.token).toBe('token 1');
    expect(app.platform.rooms).toHaveLength(2);
  });

  it('rejoins once when the connection is lost before the agent joins', async () => {
    await app.service.connect();
    app.room.emit('disconnected', 9);
    await app.settle();
    app.room.agentIs('listening');
    await app.advance(60_000);
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.state).toMatchObject({ connection: { status: 'connected' }, agent: 'listening' });
  });

  it('rejoins with the token that LiveKit refreshed', async () => {
    await app.connectWithAgent();
    app.room.refreshesToken('token 1, refreshed');
    app.room.emit('disconnected', 9);
    await app.settle();
    expect(app.room.connectedWith?.token).toBe('token 1, refreshed');
  });

  it('joins a new room when the token has expired', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      const isExpired = app.platform.rooms.length === 1;
      room.joinError = isExpired ? ConnectionError.notAllowed('token expired', 401) : undefined;
    };
    app.room.emit('disconnected', 9);
    await app.advance(2000);
    expect(app.room.connectedWith?.token).toBe('token 2');
    expect(app.state.connection.status).toBe('connected');
  });

  it('retries the same room while the network is down', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.joinError = app.platform.rooms.length < 4 ? new Error('no route') : undefined;
    };
    app.room.emit('disconnected', 9);
    await app.advance(12_000);
    expect(app.platform.rooms).toHaveLength(5);
    expect(app.room.connectedWith?.token).toBe('token 1');
  });

  it('retries at once when the device wakes up', async () => {
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
    ['the agent is lost', async () => app.agentIsLost()],
    ['the connection is lost', async () => app.room.emit('disconnected', 9)],
    ['no agent has joined', async () => app.advance(20_100)],
  ])('stays disconnected when the user disconnects just after %s', async (_, fail) => {
    await app.service.connect();
    app.room.agentIs('initializing');
    app.room.leaveDelay = new Promise((resolve) => setTimeout(resolve, 30_000));
    await fail();
    const disconnected = app.service.disconnect();
    await app.advance(60_000);
    await disconnected;
    expect(app.platform.rooms).toHaveLength(1);
    expect(app.state.connection).toEqual({ status: 'disconnected', error: undefined });
    expect(app.state.agent).toBe('absent');
  });

  it('keeps the retry schedule when the device wakes up repeatedly', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.joinError = new Error('no route');
    };
    app.room.emit('disconnected', 9);
    await app.advance(5000);
    for (let wakeUp = 0; wakeUp < 20; wakeUp++) {
      app.platform.wake();
      await app.settle();
    }
    expect(app.state.connection.status).toBe('reconnecting');
  });

  it("waits for the token service's retry-after", async () => {
    await app.connectWithAgent();
    const options = { retryAfterMs: 60_000 };
    app.failTokens(new LiveKitServiceError('rate_limited', 'too many', options));
    await app.agentIsLost();
    await app.advance(1000);
    app.failTokens(undefined);
    await app.advance(55_000);
    expect(app.state.connection.status).toBe('reconnecting');
    await app.advance(6000);
    expect(app.state.connection.status).toBe('connected');
  });

  it('stops retrying when the session is rejected', async () => {
    await app.connectWithAgent();
    app.failTokens(new LiveKitServiceError('session_rejected', 'expired'));
    await app.agentIsLost();
    await app.advance(2000);
    expect(app.state.connection).toMatchObject({
      status: 'disconnected',
      error: { code: 'session_rejected' },
    });
  });

  it('ends with an error after the last retry', async () => {
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

  it('sends the unanswered turns to a new agent when the agent is lost', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('How long do muffins bake?');
    await app.settle();
    app.agentReports(id, 'received');
    await app.agentIsLost();
    expect(app.state.agent).toBe('recovering');
    expect(app.turn(id)?.delivery.state).toBe('queued');
    app.room.agentIs('listening');
    await app.settle();
    expect(app.room.connectedWith?.token).toBe('token 2');
    expect(app.sent('packet')).toMatchObject([{ text: expect.stringContaining('muffins') }]);
  });

  it('goes on in the same room when another agent replaces one that died', async () => {
    await app.connectWithAgent();
    await app.service.setSpokenReplies(false);
    const id = await app.service.sendText('How long do muffins bake?');
    await app.settle();
    app.agentReports(id, 'answering');
    app.room.sent.length = 0;
    app.room.agentLeaves();
    expect(app.state).toMatchObject({ agent: 'recovering', connection: { status: 'connected' } });
    expect(app.turn(id)?.delivery.state).toBe('queued');
    app.room.agentIs('listening', 'agent-2');
    await app.advance(6000);
    expect(app.platform.rooms).toHaveLength(1);
    expect(app.state.agent).toBe('listening');
    expect(app.sent('packet')).toMatchObject([{ text: expect.stringContaining(id) }]);
    expect(app.sent('rpc')).toMatchObject([{ payload: '{"on":false}' }]);
  });

  it('goes on with the agent that joined before the dead one was removed', async () => {
    await app.connectWithAgent();
    app.room.agentIs('speaking', 'agent-2');
    expect(app.state.agent).toBe('listening');
    app.room.agentLeaves();
    await app.advance(10_000);
    expect(app.platform.rooms).toHaveLength(1);
    expect(app.state.agent).toBe('speaking');
  });

  it('does not replace an agent that is lost right after a recovery', async () => {
    await app.connectWithAgent();
    await app.agentIsLost();
    app.room.agentIs('listening');
    await app.agentIsLost();
    expect(app.platform.rooms).toHaveLength(2);
    expect(app.state.connection.error?.code).toBe('agent_left');
  });

  it('fails the open turns when the agent ends the conversation', async () => {
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

  it('ends without a rejoin when the user joins on another device', async () => {
    await app.connectWithAgent();
    app.room.emit('disconnected', 2);
    await app.settle();
    expect(app.platform.rooms).toHaveLength(1);
    expect(app.state.connection.error?.code).toBe('joined_elsewhere');
  });
});
