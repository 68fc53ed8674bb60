import { beforeEach, describe, expect, it } from 'vitest';
import { ServiceHarness } from './testing/service-harness.ts';

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

  it('takes a fresh room when the old one cannot be joined again', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.refusal = app.platform.rooms.length === 1 ? new Error('token expired') : undefined;
    };
    app.room.emit('disconnected', 9);
    await app.passes(2000);
    expect(app.room.connectedWith?.token).toBe('token 2');
    expect(app.state.connection.status).toBe('connected');
  });

  it('gives up with a reason', async () => {
    await app.connectWithAgent();
    app.platform.prepareRoom = (room) => {
      room.refusal = new Error('no route');
    };
    app.room.emit('disconnected', 9);
    await app.passes(10_000);
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
