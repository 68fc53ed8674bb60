import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { openDevice, openScene, SCENES, SIZES, THEMES } from './support/gallery.ts';
import { PlaygroundPage } from './support/playground-page.ts';

declare global {
  interface Window {
    /** Set by axe-core's script. */
    axe: typeof axe;
  }
}

let browser: Browser;
let script: string;

beforeAll(async () => {
  browser = await launchBrowser();
  script = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
});
afterAll(() => browser.close());

/** One line for each violation. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ content: script });
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    const lines = found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    const isWide = document.documentElement.scrollWidth > window.innerWidth;
    return isWide ? [...lines, 'scrolls horizontally'] : lines;
  });
}

describe('the playground', () => {
  it.each(
    Object.keys(SIZES).flatMap((size) =>
      THEMES.map((theme) => [size === 'phone' ? 'phone' : 'laptop', theme] as const),
    ),
  )('shows no WCAG 2.2 AA violation on a %s in the %s theme', async (size, theme) => {
    // A new context for each theme: after a switch, axe would run before the new styles are applied.
    const device = await openDevice(browser, size, theme);
    // The scenes whose layout differs on a laptop.
    const scenes = size === 'phone' ? SCENES : (['welcome', 'recipe', 'inspector'] as const);
    const found: string[] = [];
    for (const scene of scenes) {
      const page = await openScene(device, inject('stack').playground ?? '', scene);
      found.push(...(await violations(page)).map((line) => `${scene}: ${line}`));
      await page.close();
    }
    await device.close();
    expect(found).toEqual([]);
  });

  it('carries a whole conversation with the keyboard alone', async () => {
    const context = await browser.newContext({ permissions: ['microphone'] });
    const page = await context.newPage();
    await page.goto(inject('stack').playground ?? '');
    await page.getByRole('button', { name: 'Start baking' }).waitFor();
    await tabTo(page, 'Start baking');
    await page.keyboard.press('Enter');
    const playground = PlaygroundPage.of(page);
    await playground.waitForAgentState('listening');
    await tabTo(page, 'Message');
    await page.keyboard.type('How many grams are in one cup of flour?');
    await page.keyboard.press('Enter');
    expect(await playground.answer()).toMatch(/120/);
    await tabTo(page, 'Hold to talk');
    await page.keyboard.down('Space');
    await playground.turns('recording').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.up('Space');
    await playground.turns('recording').waitFor({ state: 'detached' });
    await tabTo(page, 'Leave');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Reconnect' }).waitFor();
    await context.close();
  });
});

/** Presses Tab until the element with this accessible name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < 30; press++) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (label.trim() === name) return;
  }
  throw new Error(`Tab does not reach "${name}"`);
}
