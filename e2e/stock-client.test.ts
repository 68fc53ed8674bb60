import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as livekit from 'livekit-client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { signIn } from '@bakebot/local-stack/participant';

declare global {
  interface Window {
    /** Set by livekit-client's script. */
    LivekitClient: typeof livekit;
  }
}

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page on the playground's origin, which CORS allows, with livekit-client and none of BakeBot's code. */
async function openBlankPage(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.route('**/src/**', (route) => route.abort());
  await page.goto(inject('stack').playground ?? '');
  const script = createRequire(import.meta.url).resolve('livekit-client');
  await page.addScriptTag({ content: await readFile(script, 'utf8') });
  return page;
}

describe('livekit-client', () => {
  it('gets a token from TokenSource.endpoint, and the reply to lk.chat on lk.transcription', async () => {
    const { token_endpoint: url, session_endpoint: session } = inject('stack');
    const page = await openBlankPage();
    const answer = await page.evaluate(
      async ({ endpoint, jwt }) => {
        const { TokenSource, Room, RoomEvent } = window.LivekitClient;
        const source = TokenSource.endpoint(endpoint, {
          headers: { authorization: `Bearer ${jwt}` },
        });
        const { serverUrl, participantToken } = await source.fetch({});
        const room = new Room();
        const words: string[] = [];
        const listening = new Promise<void>((resolve) => {
          room.on(RoomEvent.ParticipantAttributesChanged, (changed) => {
            if (changed['lk.agent.state'] === 'listening') resolve();
          });
        });
        const answered = new Promise<string>((resolve) => {
          const read = async (reader: { readAll(): Promise<string> }): Promise<void> => {
            words.push(await reader.readAll());
            if (words.join(' ').includes('120')) resolve(words.join(' '));
          };
          room.registerTextStreamHandler('lk.transcription', (reader) => void read(reader));
        });
        await room.connect(serverUrl, participantToken);
        await listening;
        await room.localParticipant.sendText('How many grams are in one cup of flour?', {
          topic: 'lk.chat',
        });
        const said = await answered;
        await room.disconnect();
        return said;
      },
      { endpoint: url, jwt: await signIn(session) },
    );
    expect(answer).toMatch(/120/);
    await page.context().close();
  });

  it('gets a reply to a photo attached to lk.chat', async () => {
    const { token_endpoint: url, session_endpoint: session } = inject('stack');
    const page = await openBlankPage();
    const answer = await page.evaluate(
      async ({ endpoint, jwt }) => {
        const { TokenSource, Room, RoomEvent } = window.LivekitClient;
        const source = TokenSource.endpoint(endpoint, {
          headers: { authorization: `Bearer ${jwt}` },
        });
        const { serverUrl, participantToken } = await source.fetch({});
        const room = new Room();
        const listening = new Promise<void>((resolve) => {
          room.on(RoomEvent.ParticipantAttributesChanged, (changed) => {
            if (changed['lk.agent.state'] === 'listening') resolve();
          });
        });
        const words: string[] = [];
        const answered = new Promise<string>((resolve) => {
          const read = async (reader: { readAll(): Promise<string> }): Promise<void> => {
            words.push(await reader.readAll());
            if (words.join(' ').includes('300')) resolve(words.join(' '));
          };
          room.registerTextStreamHandler('lk.transcription', (reader) => void read(reader));
        });
        const canvas = new OffscreenCanvas(400, 300);
        const context = canvas.getContext('2d');
        if (context) context.fillStyle = '#c02020';
        context?.fillRect(0, 0, 400, 300);
        const photo = await canvas.convertToBlob({ type: 'image/png' });
        await room.connect(serverUrl, participantToken);
        await listening;
        await room.localParticipant.sendText('What is this?', {
          topic: 'lk.chat',
          attachments: [new File([photo], 'photo.png', { type: 'image/png' })],
        });
        const said = await answered;
        await room.disconnect();
        return said;
      },
      { endpoint: url, jwt: await signIn(session) },
    );
    expect(answer).toMatch(/400.*300/);
    await page.context().close();
  });
});
