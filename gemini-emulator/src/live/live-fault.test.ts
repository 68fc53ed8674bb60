import { Modality } from '@google/genai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EmulatorControl } from '../control/emulator-control.ts';
import { type Emulator, startGeminiEmulator } from '../emulator.ts';
import { LiveClient } from './live-client.ts';

const MODEL = 'gemini-3.8-live';

let emulator: Emulator;
let control: EmulatorControl;

beforeAll(async () => {
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
});
afterEach(() => control.clearFaults());
afterAll(() => emulator.close());

function connect(): Promise<LiveClient> {
  return LiveClient.connect(emulator.url, MODEL, { responseModalities: [Modality.AUDIO] });
}

function type(client: LiveClient, text: string): void {
  client.session.sendClientContent({ turns: [{ role: 'user', parts: [{ text }] }] });
}

describe('the end of a connection', () => {
  it('is answered with 1000 when the client closes', async () => {
    const client = await connect();
    client.session.close();
    expect(await client.closed()).toBe(1000);
  });

  it('comes at once for a model that does not exist', async () => {
    const client = await LiveClient.connect(emulator.url, 'gpt-realtime', {});
    expect(await client.closed()).toBe(1008);
  });

  it('comes at once for what is not JSON, or not the protocol', async () => {
    const path =
      '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=any';
    for (const data of ['nonsense', '{"setup": 1}', '{"clientContent": {}}']) {
      const socket = new WebSocket(emulator.url.replace('http', 'ws') + path);
      socket.addEventListener('open', () => socket.send(data));
      const code = await new Promise((resolve) => {
        socket.addEventListener('close', (event) => resolve(event.code));
      });
      expect(code).toBe(1007);
    }
  });
});

describe('the limit of a connection', () => {
  afterEach(() => control.limitConnections());

  it.each([1000, 1001, 1006, 1008, 1011])('ends it after goAway, with code %i', async (code) => {
    await control.limitConnections({ seconds: 0.3, goAwaySeconds: 0.2, code });
    const client = await connect();
    const messages = await client.until(({ goAway }) => goAway !== undefined);
    expect(messages.at(-1)?.goAway?.timeLeft).toBe('0.2s');
    expect(await client.closed()).toBe(code);
  });
});

describe('faults on a live connection', () => {
  it.each([
    [{ type: 'close', code: 1011 }, 1011],
    [{ type: 'close', code: 1005 }, 1005],
    [{ type: 'close', code: 1006 }, 1006],
    [{ type: 'close', code: 1000 }, 1000],
    [{ type: 'status', status: 429 }, 1011],
    [{ type: 'status', status: 400 }, 1007],
    [{ type: 'status', status: 403 }, 1008],
    [{ type: 'cut' }, 1006],
  ] as const)('close it instead of answering: %j', async (fault, code) => {
    const client = await connect();
    await control.addFault({ match: { kind: 'live' }, fault });
    type(client, 'Double 350 grams');
    expect(await client.closed()).toBe(code);
  });

  it('strike the connections that are open, now', async () => {
    const client = await connect();
    const fault = { type: 'go_away', timeLeftMs: 10 } as const;
    expect(await control.addFault({ match: { kind: 'live', at: 'now' }, fault })).toEqual({
      struck: 1,
    });
    const messages = await client.until(({ goAway }) => goAway !== undefined);
    expect(messages.at(-1)?.goAway?.timeLeft).toBe('0.01s');
    expect(await client.closed()).toBe(1001);
  });

  it('refuse the setup', async () => {
    await control.addFault({ match: { at: 'setup' }, fault: { type: 'status', status: 503 } });
    const client = await connect();
    expect(await client.closed()).toBe(1011);
  });

  it.each([
    [{ type: 'empty' }, undefined],
    [{ type: 'safety' }, 'PROHIBITED_INPUT_CONTENT'],
  ] as const)('end the turn without a word: %j', async (fault, turnCompleteReason) => {
    const client = await connect();
    await control.addFault({ fault });
    type(client, 'Double 350 grams');
    const messages = await client.until(
      ({ serverContent }) => serverContent?.turnComplete === true,
    );
    expect(messages.at(-1)?.serverContent?.turnCompleteReason).toBe(turnCompleteReason);
    expect(client.heardSound()).toHaveLength(0);
  });
});
