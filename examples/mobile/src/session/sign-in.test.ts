import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';
import { signIn, subjectOf } from './sign-in.ts';

async function serve(status: number, body: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

test('subjectOf turns a name into an id', () => {
  assert.equal(subjectOf('  Ada Lovelace '), 'ada-lovelace');
  assert.equal(subjectOf('Zoë'), 'zoë');
  assert.equal(subjectOf('!'), 'guest');
});

test('signIn returns the token of the response', async () => {
  const { url, close } = await serve(200, '{"token":"jwt"}');
  assert.equal(await signIn(url, 'Ada'), 'jwt');
  close();
});

test('signIn rejects with session_rejected when the response has no token or the request fails', async () => {
  const { url, close } = await serve(500, 'oops');
  await assert.rejects(signIn(url, 'Ada'), { code: 'session_rejected' });
  close();
  await assert.rejects(signIn(url, 'Ada'), { code: 'session_rejected' });
});
