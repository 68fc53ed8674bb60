import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { TokenResponse } from '@bakebot/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { launchBrowser } from './support/browser.ts';
import { bundlePage } from './support/page-bundle.ts';
import { signIn } from '@bakebot/local-stack/participant';

let browser: Browser;
const servers: Server[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
});

/** Opens a page of `support/pages/` with a new room token, from its own server. */
async function openPage(name: string): Promise<Page> {
  const { token_endpoint: endpoint, session_endpoint: session } = inject('stack');
  const script = await bundlePage(name);
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `Bearer ${await signIn(session)}` },
  });
  const { server_url: url, participant_token: token } = TokenResponse.parse(await response.json());
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript((connection) => Object.assign(window, { connection }), { url, token });
  await page.goto(await serve(script));
  return page;
}

/** @returns the address of an empty page with this script */
async function serve(script: string): Promise<string> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript ? script : '<!doctype html><body><script type="module" src="/page.js"></script>',
    );
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${AddressInfo.parse(server.address()).port}`;
}

const AddressInfo = z.object({ port: z.number() });

describe('@livekit/components-react', () => {
  it('reaches the agent with @livekit/components-react alone', async () => {
    const page = await openPage('stock-components');
    await page.getByRole('status').filter({ hasText: 'listening' }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByText(/120/).waitFor({ timeout: 60_000 });
    expect(await page.locator('audio').count()).toBe(1);
    await page.context().close();
  });

  it('shares the room of BakeBot’s client with @livekit/components-react', async () => {
    const page = await openPage('shared-room');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('status').filter({ hasText: 'listening' }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByText(/120/).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('status').textContent()).toMatch(/listening|speaking/);
    await page.context().close();
  });
});
