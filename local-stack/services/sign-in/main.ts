import { once } from 'node:events';
import * as z from 'zod';
import { sendReady, closeOnShutdown } from '../../supervisor/ready-message.ts';
import { LOOPBACK } from '../../supervisor/ports.ts';
import { createSignInServer } from './server.ts';

const env = z
  .object({
    PORT: z.coerce.number(),
    SESSION_SECRET: z.string(),
    SESSION_ISSUER: z.string(),
    SESSION_AUDIENCE: z.string(),
    ALLOWED_ORIGINS: z.string(),
  })
  .parse(process.env);

const server = createSignInServer({
  secret: env.SESSION_SECRET,
  issuer: env.SESSION_ISSUER,
  audience: env.SESSION_AUDIENCE,
  allowedOrigins: env.ALLOWED_ORIGINS.split(','),
});

closeOnShutdown(async () => {
  server.closeAllConnections();
  server.close();
});

await once(server.listen(env.PORT, LOOPBACK), 'listening');
sendReady(`http://${LOOPBACK}:${env.PORT}/session`);
