import { MESSAGE_TOPIC } from '@bakebot/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceHarness } from '../../test/service-harness.ts';

let app: ServiceHarness;

beforeEach(() => {
  app = new ServiceHarness();
});

describe('AgentInbox', () => {
  it('streams an answer and completes it with the final text', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    await app.settle();
    app.agentReports(id, 'answering');
    const stream = app.room.transcript('s1');
    stream.write('Good ');
    stream.write('mor');
    await app.settle();
    expect(app.conversation.at(-1)).toMatchObject({ text: 'Good mor', state: 'streaming' });
    stream.end();
    app.room.agentSends({ id: 'm1', type: 'text', text: 'Good morning', replyTo: id });
    app.agentReports(id, 'answered');
    await app.settle();
    expect(app.conversation).toHaveLength(2);
    expect(app.conversation.at(-1)).toMatchObject({ text: 'Good morning', state: 'complete' });
    expect(app.turn(id)?.delivery.state).toBe('answered');
  });

  it('keeps the partial answer when its transcript stream fails', async () => {
    await app.connectWithAgent();
    const stream = app.room.transcript('s1');
    stream.write('Welcome');
    await app.settle();
    stream.break();
    await app.settle();
    expect(app.conversation).toMatchObject([{ author: 'agent', state: 'complete' }]);
  });

  it('receives a message that exceeds a packet', async () => {
    await app.connectWithAgent();
    app.room.agentStreams({ id: 'm1', type: 'text', text: 'A long recipe' });
    await app.settle();
    expect(app.conversation).toMatchObject([{ text: 'A long recipe' }]);
  });

  it('drops a duplicate message', async () => {
    await app.connectWithAgent();
    app.room.agentSends({ id: 'm1', type: 'text', text: 'Yes' });
    app.room.agentSends({ id: 'm1', type: 'text', text: 'Yes' });
    expect(app.conversation).toHaveLength(1);
    expect(app.observed.filter(({ type }) => type === 'message')).toHaveLength(1);
  });

  it('drops malformed and unknown messages', async () => {
    await app.connectWithAgent();
    const agent = app.room.remoteParticipants.get('agent-1');
    for (const text of ['', '{', '{"type":"new"}', '[]']) {
      const bytes = new TextEncoder().encode(text);
      app.room.emit('dataReceived', bytes, agent, 0, MESSAGE_TOPIC);
    }
    expect(app.conversation).toEqual([]);
  });

  it('reports a failure of the voice until the next answer', async () => {
    await app.connectWithAgent();
    const id = await app.service.sendText('Hello');
    app.agentReports(id, 'answering');
    const detail = 'The agent could not speak in full.';
    app.room.agentSends({ id: 'm1', type: 'error', code: 'voice_unavailable', detail });
    app.agentReports(id, 'answered');
    await app.settle();
    expect(app.state.sound.voiceFailed).toBe(true);
    expect(app.turn(id)?.delivery.state).toBe('answered');
    app.agentReports(await app.service.sendText('Again'), 'answering');
    await app.settle();
    expect(app.state.sound.voiceFailed).toBe(false);
  });

  it("converts timers to the device's clock", async () => {
    await app.connectWithAgent();
    const agentNow = 9_000_000;
    const timer = { id: 'k1', name: 'muffins', state: 'running' } as const;
    vi.useFakeTimers({ now: 5000 });
    app.room.agentSends({
      id: 'm1',
      type: 'timers',
      now: agentNow,
      timers: [{ ...timer, startedAt: agentNow - 1000, ringsAt: agentNow + 9000 }],
    });
    vi.useRealTimers();
    expect(app.state.timers).toEqual([{ ...timer, startedAt: 4000, ringsAt: 14_000 }]);
  });
});
