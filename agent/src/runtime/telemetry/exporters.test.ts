import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { initializeLogger, voice } from '@livekit/agents';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startExporters } from './exporters.ts';
import { Telemetry } from './telemetry.ts';

const SECRET = 'my grandmother’s secret stollen';

let receiver: Server;
/** Bodies that the OTLP receiver got, by path. Protocol buffers hold strings unencoded. */
const received: Record<string, string> = {};

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  receiver = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${address.port}`;
  process.env['OTEL_RESOURCE_ATTRIBUTES'] = 'deployment.environment.name=test';
});
afterAll(() => {
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  delete process.env['OTEL_RESOURCE_ATTRIBUTES'];
  receiver.close();
});

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  received[request.url ?? ''] = (received[request.url ?? ''] ?? '') + body.toString('utf8');
  response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
}

it('exports turns with their child spans over OTLP, without conversation content', async () => {
  const exporters = startExporters({ otlp: true, reportUrl: undefined, jobId: 'AJ_test' });
  const telemetry = new Telemetry(exporters);
  const session = new voice.AgentSession({
    llm: new voice.testing.FakeLLM([
      { input: SECRET, content: SECRET, toolCalls: [{ name: 'nothing', args: {} }] },
    ]),
    vad: null,
    turnHandling: { turnDetection: null },
  });
  telemetry.watch(session);
  await session.start({ agent: new voice.Agent({ instructions: SECRET }) });

  telemetry.turn('turn-1', 'text', { state: 'received' });
  const speech = telemetry.within('turn-1', () => session.generateReply({ userInput: SECRET }));
  await speech.waitForPlayout();
  telemetry.turn('turn-1', 'text', { state: 'answered' });
  await session.close();
  telemetry.ended('left');
  await exporters.close();

  const traces = received['/v1/traces'];
  for (const part of ['turn', 'turn-1', 'llm_node', 'AJ_test', 'bakebot-agent', 'test']) {
    expect(traces).toContain(part);
  }
  expect(traces).not.toContain(SECRET);
  const metrics = received['/v1/metrics'];
  for (const name of ['bakebot.turns', 'bakebot.turn.duration', 'bakebot.sessions', 'answered']) {
    expect(metrics).toContain(name);
  }
});

it('exports nothing when neither OTLP nor a report URL is configured', async () => {
  for (const path of Object.keys(received)) delete received[path];
  const exporters = startExporters({ otlp: false, reportUrl: undefined, jobId: 'AJ_test' });
  new Telemetry(exporters).ended('left');
  await exporters.close();
  expect(received).toEqual({});
});
