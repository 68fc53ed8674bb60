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

test('a name becomes an id', () => {
  assert.equal(subjectOf('  Ada Lovelace '), 'ada-lovelace');
  assert.equal(subjectOf('Zoë'), 'zoë');
  assert.equal(subjectOf('!'), 'guest');
});

test('the session is what the sign-in answers', async () => {
  const { url, close } = await serve(200, '{"token":"jwt"}');
  assert.equal(await signIn(url, 'Ada'), 'jwt');
  close();
});

test('anything else is a session that was rejected', async () => {
  const { url, close } = await serve(500, 'oops');
  await assert.rejects(signIn(url, 'Ada'), { code: 'session_rejected' });
  close();
  await assert.rejects(signIn(url, 'Ada'), { code: 'session_rejected' });
});
