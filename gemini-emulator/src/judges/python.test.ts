import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EmulatorControl } from '../control/emulator-control.ts';
import { type Emulator, startGeminiEmulator } from '../emulator.ts';
import { expectedOutcome, Outcome } from './outcome.ts';
import { installPythonPackage } from './python-package.ts';
import { ANSWERED } from './answered-requests.ts';
import { EXHAUSTED_MODEL, GOOD_KEY } from './judged-request.ts';
import { REFUSED } from './refused-requests.ts';

const CLIENT = fileURLToPath(new URL('./python_client.py', import.meta.url));
/** Newer than the JavaScript client that the wire's schema comes from. */
const VERSION = '3.6.1';
const JUDGED_REQUESTS = [...ANSWERED, ...REFUSED];
const ALL_REQUESTS_MS = 60_000;

const python = await installPythonPackage('google-genai', VERSION);
const missing = 'missing' in python ? python.missing : undefined;

let emulator: Emulator;
let outcomes: readonly Outcome[];

async function ask(pythonPath: string): Promise<Outcome[]> {
  const client = spawn('python3', [CLIENT, emulator.url, GOOD_KEY], {
    env: { ...process.env, PYTHONPATH: pythonPath },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  client.stdin.end(JSON.stringify(JUDGED_REQUESTS));
  return z.array(Outcome).parse(await json(client.stdout));
}

describe.skipIf(missing)(`Google’s Python client${missing ? ` (skipped: ${missing})` : ''}`, () => {
  beforeAll(async () => {
    emulator = await startGeminiEmulator({ apiKey: GOOD_KEY });
    await new EmulatorControl(emulator.controlUrl).addQuota({
      requestsPerMinute: 0,
      model: EXHAUSTED_MODEL,
    });
    outcomes = await ask('folder' in python ? python.folder : '');
  }, ALL_REQUESTS_MS);
  afterAll(() => emulator.close());

  it('sends every request', () => {
    expect(outcomes).toHaveLength(JUDGED_REQUESTS.length);
  });

  it.each([...JUDGED_REQUESTS.entries()].map(([index, request]) => ({ index, request })))(
    'has the answer or refusal that it should: $request.title',
    ({ index, request }) => {
      expect(outcomes[index]).toMatchObject(expectedOutcome(request));
    },
  );
});
