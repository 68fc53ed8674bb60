import { type Emulator, EmulatorControl, startGeminiEmulator } from '@bakebot/gemini-emulator';
import { initializeLogger } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchTranscriptionSocket } from './transcription-socket.ts';

let emulator: Emulator;

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  emulator = await startGeminiEmulator();
  const control = new EmulatorControl(emulator.controlUrl);
  await control.limitConnections({ seconds: 0.5, goAwaySeconds: 0.3, code: 1000 });
});
afterAll(() => emulator.close());

function open() {
  const httpOptions = { baseUrl: emulator.url };
  return new google.beta.GeminiSTT({ apiKey: 'emulator', httpOptions }).stream();
}

describe("the end of Gemini's connection with code 1000", { timeout: 30_000 }, () => {
  it('ends the stream of plugin-google, whose input is open (once it does not, remove transcription-socket.ts)', async () => {
    const events: unknown[] = [];
    const stream = open();
    for await (const event of stream) events.push(event);
    expect(events).toEqual([]);
    stream.close();
  });

  it('is reported, and goAway before it', async () => {
    const events: string[] = [];
    const listener = {
      connected: () => events.push('connected'),
      goingAway: (ms: number) => events.push(`going away in ${ms} ms`),
      closed: () => events.push('closed'),
    };
    const stream = watchTranscriptionSocket(listener, open);
    for await (const _ of stream);
    stream.close();
    expect(events).toEqual(['connected', 'going away in 300 ms', 'closed']);
  });
});
