import { resolve } from 'node:path';
import { unstable_startWorker as startWorker } from 'wrangler';
import { announce, closeOnRequest } from '../stack/announcement.ts';
import { LOOPBACK } from '../stack/ports.ts';
import { BINDINGS } from './part.ts';

// Runs the token service's Worker in workerd, Cloudflare's own runtime, as it is deployed.

const { WRANGLER_CONFIG = resolve(import.meta.dirname, '../../wrangler.toml'), PORT } = process.env;

const starting = startWorker({
  config: WRANGLER_CONFIG,
  bindings: Object.fromEntries(
    BINDINGS.map((name) => [name, { type: 'secret_text', value: process.env[name] ?? '' }]),
  ),
  sendMetrics: false,
  dev: {
    server: { hostname: LOOPBACK, port: Number(PORT) },
    inspector: false,
    persist: false,
    remote: false,
    watch: true,
    logLevel: 'log',
  },
});

closeOnRequest(async () => {
  const worker = await starting;
  await worker.dispose();
});

const worker = await starting;
await worker.ready;
announce(String(await worker.url));
