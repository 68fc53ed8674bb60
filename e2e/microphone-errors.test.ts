import type { Browser, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { launchBrowserWithoutDevices, launchBrowser } from './support/browser.ts';
import { PlaygroundPage } from './support/playground-page.ts';

/** Holds the talk button until an error is shown, then sends a typed turn and resolves with its reply. */
async function talkThenType(
  browser: Browser,
  error: RegExp,
  prepare?: (page: Page) => Promise<void>,
) {
  try {
    const page = await (await browser.newContext({ permissions: ['microphone'] })).newPage();
    await prepare?.(page);
    await page.goto(inject('stack').playground ?? '');
    await page.getByRole('button', { name: 'Start baking' }).click();
    const playground = PlaygroundPage.of(page);
    await playground.waitForAgentState('listening');
    await page.getByRole('button', { name: 'Hold to talk' }).hover();
    await page.mouse.down();
    await page.getByRole('alert').filter({ hasText: error }).waitFor();
    await page.mouse.up();
    await playground.type('How many grams are in one cup of flour?');
    return await playground.answer();
  } finally {
    await browser.close();
  }
}

describe('push-to-talk', () => {
  it('reports a missing microphone, and typing still works', async () => {
    const browser = await launchBrowserWithoutDevices();
    expect(await talkThenType(browser, /no microphone found/i)).toMatch(/120/);
  });

  it('reports a blocked microphone, and typing still works', async () => {
    const browser = await launchBrowser();
    const answer = await talkThenType(browser, /microphone is blocked/i, async (page) => {
      // Headless Chromium shows no permission prompt.
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = async () => {
          throw new DOMException('Permission denied', 'NotAllowedError');
        };
      });
    });
    expect(answer).toMatch(/120/);
  });
});
