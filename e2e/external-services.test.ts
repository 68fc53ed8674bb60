import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findLiveKitServer,
  LIVEKIT_SERVER_MISSING,
  liveKitServerService,
  liveKitServerUrl,
  PortClaims,
  ServiceProcess,
} from '@bakebot/local-stack';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { StackProcess } from './support/stack-process.ts';

const KEYS = { apiKey: 'APIexternal', apiSecret: 'a-secret-of-an-external-livekit-server' };

const claims = new PortClaims();
let server: ServiceProcess;
let url: string;

beforeAll(async () => {
  const found = await findLiveKitServer();
  if (found.kind === 'missing') throw new Error(LIVEKIT_SERVER_MISSING);
  const ports = {
    signal: await claims.next(17_880),
    tcp: await claims.next(17_881),
    udp: await claims.next(17_882, 'udp'),
  };
  server = new ServiceProcess(
    liveKitServerService(found.command, ports, KEYS, process.env),
    () => {},
  );
  url = liveKitServerUrl(ports);
});

afterAll(async () => {
  await server.stop(5000);
  claims.release();
});

describe('npm start with external services', () => {
  it('uses the LiveKit server of the environment, with an agent name of its own', async () => {
    const stack = new StackProcess(['--no-playground'], {
      LIVEKIT_URL: url,
      LIVEKIT_API_KEY: KEYS.apiKey,
      LIVEKIT_API_SECRET: KEYS.apiSecret,
    });
    const addresses = await stack.ready();
    expect(addresses.livekit_url).toBe(url);
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
