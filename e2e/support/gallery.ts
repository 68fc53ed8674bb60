import type { Browser, BrowserContext, Page } from 'playwright-core';

/** The states of `gallery.html`, and its inspector. */
export const SCENES = [
  'welcome',
  'unreachable',
  'waiting',
  'conversation',
  'recipe',
  'talking',
  'answering',
  'ringing',
  'failed',
  'reconnecting',
  'inspector',
] as const;

export const THEMES = ['light', 'dark'] as const;

export const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  laptop: { viewport: { width: 1280, height: 800 } },
} as const;

/** A browser context without animations. */
export async function openDevice(
  browser: Browser,
  size: keyof typeof SIZES,
  colorScheme: (typeof THEMES)[number],
): Promise<BrowserContext> {
  return browser.newContext({ ...SIZES[size], colorScheme, reducedMotion: 'reduce' });
}

export async function openScene(device: BrowserContext, url: string, scene: string): Promise<Page> {
  const page = await device.newPage();
  const isInspector = scene === 'inspector';
  await page.goto(new URL(`gallery.html?state=${isInspector ? 'recipe' : scene}`, url).href);
  await page.getByRole('banner').waitFor();
  if (isInspector) {
    await page.getByRole('button', { name: 'Inspector' }).click();
    await page.getByRole('tab', { name: 'Usage' }).click();
  }
  await untilDrawn(page);
  return page;
}

/** Two frames: the log scrolls to its end after the first one. */
async function untilDrawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}
