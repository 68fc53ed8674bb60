import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { countLeaks, type LeakCounts } from './support/leak-counter.ts';
import { LiveKitServer } from './support/livekit-server.ts';
import { PlaygroundPage } from './support/playground-page.ts';
import { emptyRoomToken } from './support/room-token.ts';
import { ROOT } from '@bakebot/local-stack';

let server: LiveKitServer;
let browser: Browser;

beforeAll(async () => {
  // A server with known keys, for tokens that dispatch no agent.
  [server, browser] = await Promise.all([LiveKitServer.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('connection cycles', () => {
  it('leave no track, socket or listener behind after fifty connections', async () => {
    const context = await browser.newContext({ permissions: ['microphone'] });
    const page = await context.newPage();
    await page.addInitScript(countLeaks);
    await page.goto(inject('stack').playground ?? '');
    const leaks = (): Promise<LeakCounts> => page.evaluate(() => window.leaks());
    await page.evaluate(connectRepeatedly(2));
    const before = await leaks();
    expect(await page.evaluate(connectRepeatedly(50))).toBe(50);
    // Sockets close asynchronously.
    await vi.waitFor(async () => expect(await leaks()).toEqual(before), { timeout: 60_000 });
    expect(before).toMatchObject({ tracks: 0, peerConnections: 0 });
    await context.close();
  });
});

describe('the start button', () => {
  it('requests one token when it is double-clicked', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const tokens: string[] = [];
    page.on('response', (response) => {
      if (response.status() === 201) tokens.push(response.url());
    });
    await page.goto(inject('stack').playground ?? '');
    await page.getByRole('button', { name: 'Start baking' }).dblclick();
    await PlaygroundPage.of(page).waitForAgentState('listening');
    expect(tokens).toHaveLength(1);
    await context.close();
  });
});

/**
 * A script that joins rooms without an agent, opens the microphone in each, and leaves. A string, because it imports
 * sources through Vite.
 *
 * @returns in the page: how often the microphone track was live
 */
function connectRepeatedly(times: number): string {
  const tokens = Array.from({ length: times }, emptyRoomToken);
  return `(async () => {
    const { LiveKitService } = await import('/@fs${ROOT}client/src/index.ts');
    const { webPlatform } = await import('/@fs${ROOT}client/src/web/index.ts');
    let microphones = 0;
    window.service ??= new LiveKitService({
      platform: webPlatform(),
      token: async () => ({ url: '${server.url}', token: window.tokens.pop() }),
    });
    window.tokens = ${JSON.stringify(tokens)};
    for (let time = 0; time < ${times}; time++) {
      await service.connect();
      // Directly, because the service opens the microphone only when an agent listens.
      const microphone = await service.room.localParticipant.setMicrophoneEnabled(true);
      if (microphone.track.mediaStreamTrack.readyState === 'live') microphones += 1;
      await service.disconnect();
    }
    return microphones;
  })()`;
}
