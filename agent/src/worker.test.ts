import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { parseJson } from './runtime/json/parse-json.ts';
import { googleError } from './runtime/models/testing/vendor-errors.ts';

const KEY = 'the-rejected-key';
const Line = z.looseObject({ level: z.number(), msg: z.string(), vendor: z.literal('gemini') });

it('the worker says as it starts that Google rejects the key, and goes on', async () => {
  const google = createServer((_, response) => {
    const text = googleError(400, 'INVALID_ARGUMENT', 'API key not valid.', 'API_KEY_INVALID');
    response.writeHead(400, { 'content-type': 'application/json' }).end(text);
  });
  await once(google.listen(0, '127.0.0.1'), 'listening');
  const address = google.address();
  const worker = spawn(
    process.execPath,
    [fileURLToPath(new URL('main.ts', import.meta.url)), 'start'],
    {
      env: {
        ...process.env,
        LIVEKIT_URL: 'ws://127.0.0.1:1',
        LIVEKIT_API_KEY: 'key',
        LIVEKIT_API_SECRET: 'a-secret-of-the-project',
        AGENT_HEALTH_HOST: '127.0.0.1',
        AGENT_HEALTH_PORT: '0',
        AGENT_IDLE_PROCESSES: '1',
        GOOGLE_API_KEY: KEY,
        GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
      },
    },
  );
  const output: string[] = [];
  let isReported = false;
  try {
    for await (const text of createInterface(worker.stdout)) {
      output.push(text);
      const line = Line.safeParse(parseJson(text)).data;
      if (!line) continue;
      expect(line).toMatchObject({
        level: 50,
        msg: 'vendor rejected request',
        kind: 'wrong_key',
        words: '400 INVALID_ARGUMENT API_KEY_INVALID API key not valid.',
        remedy: 'Google rejects GOOGLE_API_KEY: get a key at https://aistudio.google.com/apikey.',
      });
      isReported = true;
      break;
    }
    expect(isReported).toBe(true);
    expect(worker.exitCode).toBeNull();
    expect(output.join('\n')).not.toContain(KEY);
  } finally {
    worker.kill('SIGKILL');
    google.closeAllConnections();
    google.close();
  }
}, 30_000);
