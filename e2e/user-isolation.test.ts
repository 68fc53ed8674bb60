import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { PlaygroundPage } from './support/playground-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('user isolation', () => {
  it('gives two concurrent users separate rooms and their own replies', async () => {
    const url = inject('stack').playground ?? '';
    const [ada, bob] = await Promise.all([
      PlaygroundPage.open(browser, url),
      PlaygroundPage.open(browser, url),
    ]);
    await Promise.all([
      ada.type('How many grams are in one cup of flour?'),
      bob.type('What is 350 degrees Fahrenheit in Celsius?'),
    ]);
    const answers = await Promise.all([ada.answer(), bob.answer()]);
    expect(answers[0]).toMatch(/120/);
    expect(answers[1]).toMatch(/180/);
    expect(answers[0]).not.toMatch(/180/);
    expect(ada.room()).not.toBe(bob.room());
  });
});
