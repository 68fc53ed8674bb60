import { type Emulator, EmulatorControl, startGeminiEmulator } from '@bakebot/gemini-emulator';
import { initializeLogger, type stt } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { AudioFrame } from '@livekit/rtc-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportSttUsage } from './report-stt-usage.ts';

let emulator: Emulator;
let control: EmulatorControl;

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
});
beforeEach(() => control.clearCaptures());
afterAll(() => emulator.close());

function gemini(): stt.STT {
  const httpOptions = { baseUrl: emulator.url };
  return new google.beta.GeminiSTT({ apiKey: 'emulator', httpOptions });
}

/** Sends seconds of silence, one frame each, and returns the reported seconds. */
async function reportedSeconds(model: stt.STT, seconds: number): Promise<number[]> {
  const reported: number[] = [];
  model.on('metrics_collected', ({ audioDurationMs }) => reported.push(audioDurationMs / 1000));
  const stream = model.stream();
  for (let second = 0; second < seconds; second++) {
    stream.pushFrame(new AudioFrame(new Int16Array(16_000), 16_000, 1, 16_000));
  }
  await vi.waitUntil(async () => (await control.captures()).length > 0);
  stream.close();
  return reported;
}

describe('audio that Gemini transcribes', () => {
  it('is not reported by the plugin alone (once it is, remove report-stt-usage.ts)', async () => {
    expect(await reportedSeconds(gemini(), 12)).toEqual([]);
  });

  it('is reported every five seconds and at the end', async () => {
    expect(await reportedSeconds(reportSttUsage(gemini()), 12)).toEqual([5, 5, 2]);
  });
});
