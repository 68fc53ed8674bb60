import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { Report } from './measurements.ts';
import { type Gauge, PROMETHEUS_TEXT, toPrometheusText } from './prometheus-text.ts';
import { MetricAggregator } from './metric-aggregator.ts';

/** Environment variable with the URL that jobs report to. The worker sets it for its jobs. */
export const REPORT_URL = 'BAKEBOT_METRICS_REPORT_URL';

export type MetricsServerOptions = {
  readonly host: string;
  readonly port: number;
  /** Read for each scrape. */
  readonly gauges: () => Promise<readonly Gauge[]>;
};

export type MetricsServer = {
  readonly port: number;
  /** The jobs' endpoint, on the loopback interface. */
  readonly reportUrl: string;
  close(): void;
};

/**
 * Serves the metrics of all jobs of a worker as `GET /metrics`, for Prometheus. A job is a process that lives for one
 * conversation, too short to be scraped: it pushes its metrics here.
 */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const aggregator = new MetricAggregator();
  const page = createServer((request, response) => {
    void answer(response, () => servePage(request, response, aggregator, options.gauges));
  });
  const reports = createServer((request, response) => {
    void answer(response, () => receiveReport(request, response, aggregator));
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

async function servePage(
  request: IncomingMessage,
  response: ServerResponse,
  aggregator: MetricAggregator,
  gauges: MetricsServerOptions['gauges'],
): Promise<void> {
  if (request.method !== 'GET' || request.url !== '/metrics') {
    response.writeHead(404).end('GET /metrics');
    return;
  }
  const text = toPrometheusText(aggregator.series(), await gauges());
  response.writeHead(200, { 'content-type': PROMETHEUS_TEXT }).end(text);
}

async function receiveReport(
  request: IncomingMessage,
  response: ServerResponse,
  aggregator: MetricAggregator,
): Promise<void> {
  const report = Report.safeParse(await json(request));
  if (report.success) aggregator.add(report.data);
  response.writeHead(report.success ? 204 : 400).end();
}

async function answer(response: ServerResponse, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    // The connection closed, or the body is not JSON.
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
