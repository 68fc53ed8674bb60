import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { sendReady, closeOnShutdown } from '../../supervisor/ready-message.ts';
import { LOOPBACK } from '../../supervisor/ports.ts';

// Serves the playground with Vite's development server.

const server = await createServer({
  root: fileURLToPath(new URL('../../../playground', import.meta.url)),
  clearScreen: false,
  server: { host: LOOPBACK, port: Number(process.env['PORT']), strictPort: true },
});

closeOnShutdown(() => server.close());

await server.listen();
sendReady(server.resolvedUrls?.local[0] ?? `http://${LOOPBACK}:${process.env['PORT']}/`);
