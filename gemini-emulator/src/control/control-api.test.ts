import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeWav } from '../audio/wav.ts';
import { ConnectionLimit } from '../live/connection-limit.ts';
import { Captures } from './captures.ts';
import { answerControl } from './control-api.ts';
import { EmulatorControl } from './emulator-control.ts';
import { FaultBook } from './faults.ts';
import { Quotas } from './quotas.ts';

const services = {
  captures: new Captures(),
  faults: new FaultBook(),
  connectionLimit: { current: ConnectionLimit.parse({}) },
  quotas: new Quotas(),
  strikeNow: () => 3,
};
let server: Server;
let url: string;
let control: EmulatorControl;

beforeAll(async () => {
  server = createServer((request, response) => void answerControl(request, response, services));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
  control = new EmulatorControl(url);
});
beforeEach(async () => {
  await control.clearCaptures();
  await control.clearFaults();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the control server', () => {
  it('is healthy', async () => {
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok' });
  });

  it('takes an order with nothing but the fault', async () => {
    await control.addFault({ fault: { type: 'status', status: 429 } });
    expect(await (await fetch(`${url}/faults`)).json()).toEqual([
      { match: { at: 'turn' }, times: 1, after: 0, fault: { type: 'status', status: 429 } },
    ]);
  });

  it('limits connections, with what is left out as Google has it', async () => {
    await control.limitConnections({ seconds: 20 });
    expect(services.connectionLimit.current).toEqual({
      seconds: 20,
      goAwaySeconds: 50,
      code: 1008,
    });
  });

  it('strikes at once, and returns the number of connections', async () => {
    const order = { match: { at: 'now' }, fault: { type: 'close', code: 1011 } } as const;
    expect(await control.addFault(order)).toEqual({ struck: 3 });
    expect(services.faults.list()).toEqual([]);
  });

  it.each([
    ['{"fault": {"type": "explode"}}', 'fault.type'],
    ['{"fault": {"type": "delay"}}', 'fault.ms'],
    ['no JSON', 'not JSON'],
  ])('says what is wrong with %s', async (body, problem) => {
    const answer = await fetch(`${url}/faults`, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(problem);
  });

  it('shows what was captured, sound included', async () => {
    const live = services.captures.live('gemini-live', { model: 'models/gemini-live' });
    live.hear({ samples: Int16Array.of(1, 2, 3), sampleRate: 16_000 });
    expect(await control.captures()).toMatchObject([{ id: live.id, kind: 'live' }]);
    expect(await control.capture(live.id)).toMatchObject({
      setup: { model: 'models/gemini-live' },
    });
    const { samples, sampleRate } = decodeWav(await control.audio(live.id));
    expect([...samples, sampleRate]).toEqual([1, 2, 3, 16_000]);
  });

  it('knows no captures that are gone', async () => {
    await expect(control.capture('gone')).rejects.toThrow('404');
  });

  it.each([{ origin: 'https://example.com' }, { host: 'rebound.example.com' }])(
    'shows nothing to web pages: %j',
    async (headers) => {
      const answer = get(`${url}/captures`, { headers }).end();
      const [response] = await once(answer, 'response');
      expect(response.statusCode).toBe(403);
      response.resume();
    },
  );

  it('says what it can do to who asks for something else', async () => {
    const answer = await fetch(`${url}/anything`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('GET /captures');
  });
});
