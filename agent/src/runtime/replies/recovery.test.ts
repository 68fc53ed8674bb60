import { EmulatorControl, type FaultOrder, startGeminiEmulator } from '@bakebot/gemini-emulator';
import { initializeLogger } from '@livekit/agents';
import { Room } from '@livekit/rtc-node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Assistant } from '../pipelines/assistant.ts';
import { parseConfig } from '../../config.ts';
import { loadModels } from '../models/load-models.ts';
import { createPipelines } from '../pipelines/create-pipelines.ts';
import { measureTools } from '../../baking/measures/measure-tools.ts';
import { ReplyRunner } from './reply-runner.ts';
import type { Outcome } from '../turns/outcome.ts';
import { SessionSupervisor } from '../pipelines/session-supervisor.ts';

let emulator: Awaited<ReturnType<typeof startGeminiEmulator>>;
let control: EmulatorControl;
let supervisor: SessionSupervisor;
let replies: ReplyRunner;
let assistant: Assistant;
let events: string[];

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
  process.env['GOOGLE_GEMINI_BASE_URL'] = emulator.url;
  process.env['GOOGLE_API_KEY'] = 'emulator';
});
afterAll(() => emulator.close());

async function start(pipeline: string): Promise<void> {
  const { pipelines, models } = parseConfig({
    LIVEKIT_URL: 'ws://localhost',
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: 'secret',
    GOOGLE_API_KEY: 'emulator',
    AGENT_PIPELINE: pipeline,
  });
  events = [];
  assistant = new Assistant({ instructions: 'You bake.', tools: measureTools({}) });
  supervisor = new SessionSupervisor({
    room: new Room(),
    identity: 'ada',
    assistant,
    pipelines: createPipelines(pipelines, await loadModels(models), {
      v: 1,
      subject: 'ada',
      identity: 'ada',
      correlationId: 'c',
    }),
    playback: { reset: () => {}, isSubscribed: async () => true },
    listener: {
      lost: () => replies.lost(),
      refused: () => replies.refused(),
      unasked: () => events.push('unasked'),
      opened: () => events.push('opened'),
      recovering: () => events.push('recovering'),
      recovered: () => events.push('recovered'),
      gaveUp: () => events.push('gave up'),
    },
  });
  replies = new ReplyRunner(supervisor, assistant, async () => undefined);
  assistant.setListener({ transcribed: () => {} });
  // The room has no subscriber: text only.
  supervisor.setSpokenReplies(false);
  return supervisor.start();
}

let count = 0;
function ask(text: string): Promise<Outcome> {
  const turn = { id: `turn-${count++}`, kind: 'text', text, pictures: [] } as const;
  const progress = {
    started: () => events.push('started'),
    restarting: () => events.push('restarting'),
  };
  return replies.answer(turn, progress, new AbortController().signal);
}

afterEach(async () => {
  await supervisor.close();
  await control.clearFaults();
});

const QUESTION = 'How many grams are in one cup of flour?';
const ANSWER = { end: 'complete', text: expect.stringMatching(/120/) };

const FAULTS: FaultOrder['fault'][] = [
  { type: 'stall' },
  { type: 'empty' },
  { type: 'cut' },
  { type: 'close', code: 1000 },
];

describe.each(['cascade', 'live'] as const)('on %s', { timeout: 30_000 }, (pipeline) => {
  it.each(FAULTS)('answers a turn despite the fault $type', async (fault) => {
    await start(pipeline);
    await control.addFault({ match: { text: 'flour' }, fault });
    expect(await ask(QUESTION)).toMatchObject(ANSWER);
    expect(await ask('And in ounces?')).toMatchObject({ end: 'complete' });
  });

  it('removes a refused turn from the chat context', async () => {
    await start(pipeline);
    await control.addFault({ match: { text: 'flour' }, fault: { type: 'safety' } });
    expect(await ask(QUESTION)).toMatchObject({ failure: 'refused' });
    const asked = assistant.chatCtx.items.filter((item) => 'role' in item && item.role === 'user');
    expect(asked).toEqual([]);
  });
});

describe.each(['cascade', 'live'] as const)('a rejection for good, on %s', (pipeline) => {
  it.each([400, 403, 404])(
    'fails a turn within 2 s after %d, and answers the next one',
    async (status) => {
      await start(pipeline);
      const fault = { type: 'status', status } as const;
      await control.addFault({ match: { text: 'flour' }, times: 10, fault });
      const before = performance.now();
      expect(await ask(QUESTION)).toEqual({ end: 'failed', failure: 'rejected', text: '' });
      expect(performance.now() - before).toBeLessThan(2000);
      expect(await ask('Convert two cups of sugar to grams')).toMatchObject({ end: 'complete' });
      expect(JSON.stringify(assistant.chatCtx.items)).not.toContain(QUESTION);
    },
  );

  it('answers a turn on the other pipeline when this one rejects it', async () => {
    await start(pipeline);
    const kind = pipeline === 'live' ? 'live' : 'generateContent';
    const fault = { type: 'status', status: 404 } as const;
    await control.addFault({ match: { text: 'flour', kind }, times: 10, fault });
    const before = performance.now();
    expect(await ask(QUESTION)).toMatchObject(ANSWER);
    expect(performance.now() - before).toBeLessThan(4000);
    expect(supervisor.pipeline.name).not.toBe(pipeline);
  });
});

describe('a quota of the LLM', () => {
  const fault = { type: 'status', status: 429 } as const;

  it('lets Gemini Live answer, without a wait for the framework to retry', async () => {
    await start('cascade');
    await control.addFault({ match: { kind: 'generateContent', text: 'flour' }, times: 50, fault });
    const before = performance.now();
    expect(await ask(QUESTION)).toMatchObject(ANSWER);
    expect(performance.now() - before).toBeLessThan(4000);
  });

  it('answers a turn after one response with 429', async () => {
    await start('cascade');
    await control.addFault({ match: { text: 'flour' }, fault });
    expect(await ask(QUESTION)).toMatchObject(ANSWER);
    expect(supervisor.pipeline.name).toBe('cascade');
  });
});

it.each(['cascade', 'live'])(
  'fails turns within 2 s while Google rejects every request, and answers the first one after, on %s',
  async (pipeline) => {
    const reason = 'API key not valid. Please pass a valid API key.';
    await control.addFault({
      match: { kind: 'live', at: 'setup' },
      times: 1000,
      fault: { type: 'close', code: 1007, reason },
    });
    await control.addFault({
      match: { kind: 'generateContent' },
      times: 1000,
      fault: { type: 'status', status: 400 },
    });
    await start(pipeline);
    for (const question of [QUESTION, 'And in ounces?', 'And in cups?']) {
      const before = performance.now();
      expect(await ask(question)).toMatchObject({ end: 'failed', failure: 'rejected' });
      expect(performance.now() - before).toBeLessThan(2000);
    }
    await control.clearFaults();
    expect(await ask(QUESTION)).toMatchObject(ANSWER);
    expect(events).not.toContain('gave up');
  },
  40_000,
);

describe('the supervisor', () => {
  it('reports recovering and recovered when Gemini Live closes the socket', async () => {
    await start('live');
    await control.addFault({ match: { text: 'flour' }, fault: { type: 'close', code: 1011 } });
    await ask(QUESTION);
    expect(events).toEqual(['opened', 'recovering', 'opened', 'recovered', 'started']);
  }, 30_000);
});

it('switches to the other pipeline when one cannot be reached', async () => {
  await start('live');
  await control.addFault({
    match: { kind: 'live', model: '3.8-live', at: 'setup' },
    times: 50,
    fault: { type: 'status', status: 500 },
  });
  await control.addFault({
    match: { kind: 'live', at: 'now' },
    times: 5,
    fault: { type: 'close', code: 1006 },
  });
  await vi.waitFor(() => expect(supervisor.pipeline.name).toBe('cascade'), { timeout: 20_000 });
  expect(await ask(QUESTION)).toMatchObject(ANSWER);
}, 40_000);
