import { initializeLogger, llm } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { VendorServer } from '../models/testing/vendor-server.ts';
import { googleError } from '../models/testing/vendor-errors.ts';
import { watchRequests } from './watch-requests.ts';

/** The framework's number of retries, without its pauses. */
const RETRIES = { maxRetry: 3, retryIntervalMs: 1, timeoutMs: 10_000 };

let vendors: VendorServer;

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  vendors = await VendorServer.start();
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', vendors.url);
});
beforeEach(() => {
  vendors.requests.length = 0;
  vendors.rejections.set(':stream', { code: 404, text: googleError(404, 'NOT_FOUND', 'Gone.') });
});
afterAll(() => {
  vi.unstubAllEnvs();
  return vendors.close();
});

async function ask(model: llm.LLM): Promise<void> {
  model.on('error', () => {});
  const chatCtx = llm.ChatContext.empty();
  chatCtx.addMessage({ role: 'user', content: 'Hello' });
  for await (const _ of model.chat({ chatCtx, connOptions: RETRIES }));
}

describe('a request that Google rejects with 404', () => {
  it('is sent four times by plugin-google (once it is not, remove watch-requests.ts)', async () => {
    await ask(new google.LLM({ model: 'gemini-3.6-flash', apiKey: 'google' }));
    expect(vendors.requests).toHaveLength(4);
  });

  it('is sent once when its error is replaced by a final one', async () => {
    const model = new google.LLM({ model: 'gemini-3.6-flash', apiKey: 'google' });
    const failed = () => new TypeError('final');
    await ask(watchRequests(model, { succeeded: () => {}, failed }));
    expect(vendors.requests).toHaveLength(1);
  });

  it('reports a request that succeeds', async () => {
    vendors.rejections.clear();
    const succeeded = vi.fn<() => void>();
    const model = new google.LLM({ model: 'gemini-3.6-flash', apiKey: 'google' });
    await ask(watchRequests(model, { succeeded, failed: (error) => error }));
    expect(succeeded).toHaveBeenCalledTimes(1);
  });
});
