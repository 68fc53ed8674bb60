import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EmulatorControl } from '../control/emulator-control.ts';
import { type Emulator, startGeminiEmulator } from '../emulator.ts';
import { differences } from './compare.ts';
import { haveExchanges } from './exchanges.ts';
import { readFixture } from './fixture.ts';
import { clean, type RecordedExchange } from './recording.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const API_KEY = 'a-secret-key';
/** The recognition model loads during the first transcription. */
const EXCHANGES_MS = 60_000;

const recording = readFixture();

let server: Emulator;
let emulator: Emulator;
let own: RecordedExchange[];

beforeAll(async () => {
  server = await startGeminiEmulator({ apiKey: API_KEY });
  emulator = await startGeminiEmulator({ apiKey: API_KEY });
  own = await haveExchanges({ url: emulator.url, apiKey: API_KEY });
}, EXCHANGES_MS);
afterEach(() => new EmulatorControl(server.controlUrl).clearFaults());
afterAll(() => Promise.all([server.close(), emulator.close()]));

async function contract(args: readonly string[] = [], apiKey = API_KEY) {
  const child = spawn(process.execPath, [MAIN, '--url', server.url, '--dry-run', ...args], {
    env: { ...process.env, GOOGLE_API_KEY: apiKey },
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, errors, code };
}

describe('npm run contract', { timeout: EXCHANGES_MS }, () => {
  it('finds no difference between two emulators', async () => {
    const { output, code } = await contract();
    expect({ output, code }).toEqual({
      output: 'The emulator sends what Google sends.\n',
      code: 0,
    });
  });

  it('lists what a server sends otherwise, and keeps its key to itself', async () => {
    const control = new EmulatorControl(server.controlUrl);
    await control.addFault({
      match: { text: 'sentence' },
      fault: { type: 'finish', reason: 'MAX_TOKENS', words: true },
    });
    await control.addFault({
      match: { text: 'color' },
      fault: { type: 'blocked', reason: 'SAFETY' },
    });
    await control.addFault({ match: { model: 'tts' }, fault: { type: 'status', status: 503 } });
    await control.addFault({
      match: { at: 'setup', model: 'live' },
      fault: { type: 'close', code: 1011 },
      after: 1,
    });
    const { output, errors, code } = await contract();
    expect(code).toBe(1);
    for (const difference of [
      'text: body.body.candidates[].finishReason: Google sends "MAX_TOKENS", the emulator "STOP"',
      'picture: only Google sends body.body.promptFeedback.blockReason ("SAFETY")',
      'picture: only the emulator sends body.body.candidates[].content.parts[].text (string)',
      'speech: status.status: Google sends 503, the emulator 200',
      'Live with a tool and an interruption: only Google sends close.code (1011)',
    ])
      expect(output).toContain(difference);
    expect(output + errors).not.toContain(API_KEY);
  });

  it.each([
    ['without a key', [], '', 'GOOGLE_API_KEY is not set, so there is nothing to compare'],
    ['with a wrong key', [], 'wrong', 'does not answer with this key: API key not valid.'],
    [
      'without a network',
      ['--url', 'http://127.0.0.1:9'],
      API_KEY,
      'failed to reach http://127.0.0.1:9',
    ],
  ])('says %s that there is nothing to compare', async (_, args, apiKey, problem) => {
    const { errors, code } = await contract(args, apiKey);
    expect(errors).toContain(problem);
    expect(code).toBe(2);
  });

  it('explains itself', async () => {
    const { output, code } = await contract(['--help']);
    expect(output).toContain('costs a few cents');
    expect(code).toBe(0);
  });
});

describe('a recording', () => {
  it('holds neither keys nor sound nor signatures, and nothing twice', () => {
    const part = { inlineData: { mimeType: 'audio/pcm', data: 'A'.repeat(1000) } };
    const signed = { thoughtSignature: 'B'.repeat(1000), text: `The key is ${API_KEY}.` };
    const received = [part, part, signed].map((body) => ({ type: 'body' as const, body }));
    expect(clean({ name: 'speech', received }, [API_KEY])).toEqual({
      name: 'speech',
      received: [
        {
          type: 'body',
          body: { inlineData: { mimeType: 'audio/pcm', data: '<1000 characters>' } },
        },
        {
          type: 'body',
          body: { thoughtSignature: '<1000 characters>', text: 'The key is <secret>.' },
        },
      ],
    });
  });

  it('keeps all that a comparison counts', () => {
    expect(
      differences(
        own.map((each) => clean(each, [API_KEY])),
        own,
      ),
    ).toEqual([]);
  });

  it.skipIf(!recording)('of Google has nothing that the emulator does not send', () => {
    expect(differences(recording?.exchanges ?? [], own)).toEqual([]);
  });
});
