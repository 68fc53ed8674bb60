import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unstable_startWorker as startWorker } from 'wrangler';
import { ROOT } from '../../supervisor/paths.ts';
import { sendReady, closeOnShutdown } from '../../supervisor/ready-message.ts';
import { LOOPBACK } from '../../supervisor/ports.ts';
import { BINDINGS, SETTINGS } from './service.ts';

// Runs the token service in workerd, Cloudflare's own runtime.

const starting = startWorker({
  config: linkConfig(),
  bindings: Object.fromEntries(
    [...BINDINGS, ...SETTINGS].map((name) => [
      name,
      { type: 'secret_text', value: process.env[name] ?? '' },
    ]),
  ),
  sendMetrics: false,
  dev: {
    server: { hostname: LOOPBACK, port: Number(process.env['PORT']) },
    inspector: false,
    persist: false,
    remote: false,
    watch: true,
    logLevel: 'log',
  },
});

closeOnShutdown(async () => {
  const worker = await starting;
  await worker.dispose();
});

const worker = await starting;
await worker.ready;
sendReady(String(await worker.url));

/**
 * wrangler keeps temporary files beside its configuration, and leaves them behind when it is killed. So the run's
 * temporary folder, which is always removed, gets links to the configuration and the sources.
 */
function linkConfig(): string {
  const folder = mkdtempSync(join(tmpdir(), 'token-service-'));
  for (const name of ['wrangler.toml', 'worker-token']) {
    symlinkSync(join(ROOT, name), join(folder, name));
  }
  return join(folder, 'wrangler.toml');
}
