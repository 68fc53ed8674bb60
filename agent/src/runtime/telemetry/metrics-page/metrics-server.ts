import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { Report } from './measurements.ts';
import { type Gauge, PROMETHEUS_TEXT, toPrometheusText } from './prometheus-text.ts';
import { MetricAggregator } from './metric-aggregator.ts';

/** Jobs report here, as long as this is set in their environment. The worker sets it; nobody else needs to. */
export const REPORT_URL = 'BAKEBOT_METRICS_REPORT_URL';

export type MetricsServerOptions = {
  readonly host: string;
  readonly port: number;
  /** What is read anew for every visitor. */
  readonly gauges: () => Promise<readonly Gauge[]>;
};

export type MetricsServer = {
  readonly port: number;
  /** Where jobs report: on this machine only. */
  readonly reportUrl: string;
  close(): void;
};

/**
 * Serves what all jobs of a worker measured as `GET /metrics`, for Prometheus. Each job is a process of its own that lives
 * for one conversation, so that they report here instead of being asked.
 */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const tally = new MetricAggregator();
  const page = createServer((request, response) => {
    void answer(response, () => showPage(request, response, tally, options.gauges));
  });
  const reports = createServer((request, response) => {
    void answer(response, () => takeReport(request, response, tally));
  });
  const [port, reportPort] = await Promise.all([
    listen(page, options.port, options.host),
    listen(reports, 0, '127.0.0.1'),
  ]);
  return {
    port,
    reportUrl: `http://127.0.0.1:${reportPort}/`,
    close: () => [page, reports].forEach((server) => server.close()),
  };
}

async function showPage(
  request: IncomingMessage,
  response: ServerResponse,
  tally: MetricAggregator,
  gauges: MetricsServerOptions['gauges'],
): Promise<void> {
  if (request.method !== 'GET' || request.url !== '/metrics') {
    response.writeHead(404).end('GET /metrics');
    return;
  }
  const text = toPrometheusText(tally.series(), await gauges());
  response.writeHead(200, { 'content-type': PROMETHEUS_TEXT }).end(text);
}

async function takeReport(
  request: IncomingMessage,
  response: ServerResponse,
  tally: MetricAggregator,
): Promise<void> {
  const report = Report.safeParse(await json(request));
  if (report.success) tally.add(report.data);
  response.writeHead(report.success ? 204 : 400).end();
}

async function answer(response: ServerResponse, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    // A visitor who went away, or sent no JSON.
    if (!response.headersSent) response.writeHead(400);
    response.end();
  }
}

/** Listens without keeping the process alive. */
async function listen(server: Server, port: number, host: string): Promise<number> {
  server.unref().listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}
