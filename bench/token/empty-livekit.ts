import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { LOOPBACK } from '@bakebot/local-stack';

/** A LiveKit server without rooms, for the calls that a subject's object makes in the background. */
export async function startEmptyLiveKit(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  return server;
}
