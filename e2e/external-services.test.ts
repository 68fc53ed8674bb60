import { TestParticipant } from '@bakebot/local-stack/participant';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEYS, LiveKitServer } from './support/livekit-server.ts';
import { StackProcess } from './support/stack-process.ts';

let server: LiveKitServer;

beforeAll(async () => {
  server = await LiveKitServer.start();
});
afterAll(() => server.stop());

describe('npm start with external services', () => {
  it('uses the LiveKit server of the environment, with an agent name of its own', async () => {
    const stack = new StackProcess(['--no-playground'], {
      LIVEKIT_URL: server.url,
      LIVEKIT_API_KEY: KEYS.apiKey,
      LIVEKIT_API_SECRET: KEYS.apiSecret,
    });
    const addresses = await stack.ready();
    expect(addresses.livekit_url).toBe(server.url);
    expect(addresses.agent_name).toMatch(/^bakebot-dev-\w{6}$/);
    const participant = await TestParticipant.join(addresses);
    expect(await participant.ask('How many grams are in one cup of flour?')).toMatch(/120/);
    await participant.leave();
    await stack.stop();
  });

  it('uses the real Gemini when GOOGLE_API_KEY is set', async () => {
    const stack = new StackProcess(['--no-playground'], {
      GOOGLE_API_KEY: 'AIza-a-key-that-looks-like-one-00000000',
    });
    const addresses = await stack.ready();
    expect(addresses.model).toBe('gemini');
    expect(addresses.emulator_control).toBeUndefined();
    await stack.stop();
  });
});
