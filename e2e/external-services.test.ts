import { startGeminiEmulator } from '@bakebot/gemini-emulator';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

  it('says within 5 s that Google rejects the key, and fails turns within 2 s', async () => {
    const google = await startGeminiEmulator({ apiKey: 'AIza-the-good-key-00000000000000000' });
    const key = 'AIza-another-key-000000000000000000';
    const before = performance.now();
    const stack = new StackProcess(['--no-playground'], {
      GOOGLE_API_KEY: key,
      GOOGLE_GEMINI_BASE_URL: google.url,
    });
    const sentence =
      'Google rejects GOOGLE_API_KEY: get a key at https://aistudio.google.com/apikey.';
    await vi.waitFor(() => expect(stack.log).toContain(sentence), { timeout: 5000, interval: 50 });
    expect(performance.now() - before).toBeLessThan(5000);
    const participant = await TestParticipant.join(await stack.ready());
    const sentAt = performance.now();
    const { progress } = await participant.turnEnd(await participant.type('Hello'));
    expect(progress).toMatchObject({ state: 'failed', code: 'model_unavailable' });
    expect(performance.now() - sentAt).toBeLessThan(2000);
    await participant.leave();
    await stack.stop();
    expect(stack.log).not.toContain(key);
    await google.close();
  }, 120_000);

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
