import { type metrics, voice } from '@livekit/agents';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_MODELS } from '../models/catalogue/index.ts';
import { nameLiveUsage } from './name-live-usage.ts';
import type { RealtimeSession } from './realtime-session.ts';
import { LiveEmulator } from './testing/live-emulator.ts';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterEach(() => live.clear());
afterAll(() => live.close());

/** The usage of one answer, as the framework reports it. */
async function usageOfAnswer(
  prepare: (session: RealtimeSession) => void,
): Promise<metrics.AgentMetrics> {
  const model = live.model();
  const open = model.session.bind(model);
  model.session = () => {
    const session = open();
    prepare(session);
    return session;
  };
  const agent = new voice.Agent({ instructions: 'You bake.' });
  const session = await live.agentSession(agent, model);
  const usage = new Promise<metrics.AgentMetrics>((resolve) =>
    session.on(voice.AgentSessionEventTypes.MetricsCollected, ({ metrics: metric }) => {
      if (metric.type === 'realtime_model_metrics') resolve(metric);
    }),
  );
  session.generateReply({ userInput: 'What can you do?' });
  return usage;
}

describe('the usage of Gemini Live', { timeout: 30_000 }, () => {
  it('has no name from the plugin alone (once it has, remove name-live-usage.ts)', async () => {
    expect(await usageOfAnswer(() => {})).not.toHaveProperty('metadata');
  });

  it('has the name of its model', async () => {
    const usage = await usageOfAnswer((session) => nameLiveUsage(session, live.model()));
    expect(usage).toMatchObject({
      metadata: { modelName: DEFAULT_MODELS.live.gemini },
      outputTokens: expect.any(Number),
    });
  });
});
