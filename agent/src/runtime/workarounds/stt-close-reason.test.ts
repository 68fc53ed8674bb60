import { initializeLogger, type stt } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { VendorServer } from '../models/testing/vendor-server.ts';
import { keepCloseReason } from './stt-close-reason.ts';

const REASON = 'API key not valid. Please pass a valid API key.';

let vendors: VendorServer;

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  vendors = await VendorServer.start();
  vendors.rejections.set('BidiGenerateContent', { code: 1007, text: REASON });
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', vendors.url);
});
afterAll(() => {
  vi.unstubAllEnvs();
  return vendors.close();
});

async function errorOf(model: stt.STT): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  model.on('error', ({ error }) => resolve(String(error)));
  const stream = model.stream({
    connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 5000 },
  });
  for await (const _ of stream);
  return promise;
}

describe("Google's reason for closing the socket of an STT stream", () => {
  it('is missing in the error of plugin-google (once it is there, remove stt-close-reason.ts)', async () => {
    expect(await errorOf(new google.beta.GeminiSTT({ apiKey: 'google' }))).not.toContain(REASON);
  });

  it('becomes part of the error', async () => {
    const model = keepCloseReason(new google.beta.GeminiSTT({ apiKey: 'google' }));
    expect(await errorOf(model)).toContain(REASON);
  });
});
