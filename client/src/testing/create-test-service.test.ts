import { beforeEach, describe, expect, it } from 'vitest';
import { createTestService, settle, type TestService } from './index.ts';

let test: TestService;

beforeEach(async () => {
  test = createTestService();
  await test.service.connect();
  test.agent.is('listening');
});

function conversation(): string[] {
  return test.service.getSnapshot().conversation.map(({ author, text }) => `${author}: ${text}`);
}

describe('createTestService', () => {
  it('answers a text', async () => {
    const { service, agent } = test;
    expect(service.getSnapshot()).toMatchObject({
      connection: { status: 'connected' },
      agent: 'listening',
    });
    await service.sendText('How much is a cup of flour?');
    await settle();
    agent.answers('120 grams.');
    expect(conversation()).toEqual(['user: How much is a cup of flour?', 'agent: 120 grams.']);
    expect(service.getSnapshot().conversation[0]).toMatchObject({
      delivery: { state: 'answered' },
    });
  });

  it('streams an answer word by word', async () => {
    const { service, agent } = test;
    await service.sendText('How much?');
    await settle();
    const answer = agent.beginsToAnswer();
    await answer.says('120 ');
    expect(conversation()).toEqual(['user: How much?', 'agent: 120 ']);
    expect(service.getSnapshot().agent).toBe('speaking');
    await answer.says('grams.');
    answer.ends();
    expect(conversation()).toEqual(['user: How much?', 'agent: 120 grams.']);
  });

  it('transcribes a recording and answers it', async () => {
    const { service, agent } = test;
    await service.startVoiceRecording();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await service.stopVoiceRecording();
    await agent.transcribes('How much?', agent.lastTurn);
    agent.answers('120 grams.');
    expect(conversation()).toEqual(['user: How much?', 'agent: 120 grams.']);
  });

  it('receives pictures', async () => {
    const { service, agent } = test;
    const photo = new Blob([Uint8Array.of(1)], { type: 'image/jpeg' });
    await service.sendImage([photo, photo], { caption: 'Done?' });
    await settle();
    expect(agent.lastTurn).toMatchObject({ kind: 'image', text: 'Done?', pictures: 2 });
  });

  it('fails a turn, sets timers and calls the app', async () => {
    const { service, agent } = test;
    await service.sendText('Hello');
    await settle();
    agent.fails('model_unavailable');
    agent.keepsTimers([
      { id: 't1', name: 'muffins', startedAt: 0, ringsAt: 9000, state: 'running' },
    ]);
    expect(service.getSnapshot().conversation[0]).toMatchObject({
      delivery: { state: 'failed', code: 'model_unavailable', retryable: true },
    });
    expect(service.getSnapshot().timers).toHaveLength(1);
    expect(await agent.asksForCamera({ hint: 'the loaf' })).toBeUndefined();
  });

  it('makes the service recover from a crash of the agent', async () => {
    test.agent.crashes();
    await settle();
    expect(test.service.getSnapshot().agent).toBe('recovering');
  });

  it('reports the status of the agent', () => {
    test.agent.reports('recovering');
    expect(test.service.getSnapshot().agent).toBe('recovering');
    test.agent.reports('recovered');
    expect(test.service.getSnapshot().agent).toBe('listening');
  });

  it('interrupts and restores the connection', () => {
    test.device.losesNetwork();
    expect(test.service.getSnapshot().connection.status).toBe('reconnecting');
    test.device.regainsNetwork();
    expect(test.service.getSnapshot().connection.status).toBe('connected');
  });

  it('denies the microphone', async () => {
    test.device.refusesMicrophone();
    await expect(test.service.startVoiceRecording()).rejects.toMatchObject({
      code: 'microphone_denied',
    });
  });
});
