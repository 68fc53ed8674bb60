import type { Browser, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { launchBareBrowser, launchBrowser } from './support/browser.ts';
import { PlaygroundPage } from './support/playground-page.ts';

/** Holds the talk button for as long as it takes to be told why that does not help; then types. */
async function talkInVain(
  browser: Browser,
  words: RegExp,
  prepare?: (page: Page) => Promise<void>,
) {
  try {
    const page = await (await browser.newContext({ permissions: ['microphone'] })).newPage();
    await prepare?.(page);
    await page.goto(inject('stack').playground ?? '');
    await page.getByRole('button', { name: 'Start baking' }).click();
    const playground = PlaygroundPage.of(page);
    await playground.agentIs('listening');
    await page.getByRole('button', { name: 'Hold to talk' }).hover();
    await page.mouse.down();
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    await page.mouse.up();
    await playground.type('How many grams are in one cup of flour?');
    return await playground.answer();
  } finally {
    await browser.close();
  }
}

describe('a microphone', () => {
  it('that is not there is said to be missing, and typing works', async () => {
    const browser = await launchBareBrowser();
    expect(await talkInVain(browser, /no microphone found/i)).toMatch(/120/);
  });

  it('that is refused is said to be blocked, and typing works', async () => {
    const browser = await launchBrowser();
    const answer = await talkInVain(browser, /microphone is blocked/i, async (page) => {
      // A headless Chromium has no user whom it could ask.
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = async () => {
          throw new DOMException('Permission denied', 'NotAllowedError');
        };
      });
    });
    expect(answer).toMatch(/120/);
  });
});
