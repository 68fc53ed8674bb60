import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';

const Answer = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});

/** One line of a chart: its labels, and its points as [seconds since the epoch, value]. */
export interface Series {
  labels: Readonly<Record<string, string>>;
  points: readonly (readonly [at: number, value: number])[];
}

/** A Prometheus of this machine (Debian: apt-get install prometheus) that asks one agent for its page every second. */
export class Prometheus {
  readonly #url: string;
  readonly #stop: () => Promise<void>;

  private constructor(url: string, stop: () => Promise<void>) {
    this.#url = url;
    this.#stop = stop;
  }

  /** @param metrics the agent's page, such as `http://127.0.0.1:9464/metrics` */
  static async start(metrics: URL, port: number): Promise<Prometheus> {
    const folder = mkdtempSync(join(tmpdir(), 'bakebot-prometheus-'));
    const config = {
      global: { scrape_interval: '1s' },
      scrape_configs: [
        {
          job_name: 'agent',
          metrics_path: metrics.pathname,
          static_configs: [{ targets: [metrics.host] }],
        },
      ],
    };
    // JSON is YAML.
    writeFileSync(join(folder, 'prometheus.yaml'), JSON.stringify(config));
    const address = `127.0.0.1:${port}`;
    const child = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yaml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
        '--log.level=error',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const ended = once(child, 'exit');
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    };
    const url = `http://${address}`;
    while (!(await fetch(`${url}/-/ready`).catch(() => undefined))?.ok) {
      if (child.exitCode !== null) throw new Error('prometheus ended before it was ready');
      await delay(100);
    }
    return new Prometheus(url, stop);
  }

  /** A query's lines from then until now. Grafana's `$__rate_interval` is half a minute here. */
  async range(expression: string, since: Date): Promise<Series[]> {
    const query = new URLSearchParams({
      query: expression
        .replaceAll('$__rate_interval', '30s')
        .replaceAll(/\[(5m|30m|1h)\]/g, '[30s]'),
      start: `${since.getTime() / 1000}`,
      end: `${Date.now() / 1000}`,
      step: '1',
    });
    const answer = await fetch(`${this.#url}/api/v1/query_range?${query.toString()}`);
    return Answer.parse(await answer.json()).data.result.map(({ metric, values }) => ({
      labels: metric,
      points: values
        .map(([at, value]) => [at, Number(value)] as const)
        .filter(([, value]) => Number.isFinite(value)),
    }));
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}
