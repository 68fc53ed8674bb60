import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createInstruments } from '../instruments.ts';
import { type MetricsServer, startMetricsServer } from './metrics-server.ts';
import { ReportExporter } from './report-exporter.ts';

let server: MetricsServer;

beforeEach(async () => {
  const up = { name: 'up', description: 'Whether it is up.', value: 1 };
  server = await startMetricsServer({ host: '127.0.0.1', port: 0, gauges: async () => [up] });
});
afterEach(() => server.close());

/** Reports what one job measures, from start to end. */
async function runJob(work: (instruments: ReturnType<typeof createInstruments>) => void) {
  const reader = new PeriodicExportingMetricReader({
    exporter: new ReportExporter(server.reportUrl),
  });
  const provider = new MeterProvider({ readers: [reader] });
  work(createInstruments(provider.getMeter('test')));
  await provider.forceFlush();
  await provider.shutdown();
}

async function page(path = '/metrics'): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
  return response.text();
}

it('adds up the reports of all jobs', async () => {
  for (const seconds of [0.3, 0.4, 70]) {
    await runJob(({ turns, firstWord }) => {
      turns.add(2, { kind: 'text', outcome: 'answered', code: '' });
      firstWord.record(seconds, { kind: 'text' });
    });
  }
  const text = await page();
  expect(text).toContain('# TYPE bakebot_turns_total counter');
  expect(text).toContain('bakebot_turns_total{kind="text",outcome="answered",code=""} 6');
  expect(text).toContain('bakebot_turn_first_word_seconds_bucket{kind="text",le="0.35"} 1');
  expect(text).toContain('bakebot_turn_first_word_seconds_bucket{kind="text",le="60"} 2');
  expect(text).toContain('bakebot_turn_first_word_seconds_bucket{kind="text",le="+Inf"} 3');
  expect(text).toContain('bakebot_turn_first_word_seconds_sum{kind="text"} 70.7');
  expect(text).toContain('bakebot_turn_first_word_seconds_count{kind="text"} 3');
});

it('counts each measurement once, however often the page is read', async () => {
  await runJob(({ sessions }) => sessions.add(1, { reason: 'left' }));
  await page();
  expect(await page()).toContain('bakebot_sessions_total{reason="left"} 1');
});

it('prints gauges with their current values', async () => {
  expect(await page()).toBe('# HELP up Whether it is up.\n# TYPE up gauge\nup 1\n');
});

it('escapes quotes and line breaks in label values', async () => {
  await runJob(({ sessions }) => sessions.add(1, { reason: 'a "quoted"\nreason' }));
  expect(await page()).toContain('reason="a \\"quoted\\"\\nreason"');
});

it.each(['nonsense', '{}', '[{"name":1}]', ''])('rejects the malformed report %j', async (body) => {
  const response = await fetch(server.reportUrl, { method: 'POST', body });
  expect(response.status).toBe(400);
});

it('serves no other path, and accepts no reports on the public port', async () => {
  expect(await page('/')).toBe('GET /metrics');
  const posted = await fetch(`http://127.0.0.1:${server.port}/metrics`, {
    method: 'POST',
    body: '[]',
  });
  expect(posted.status).toBe(404);
});
