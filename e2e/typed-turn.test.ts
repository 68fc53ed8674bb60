import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { Ear } from './ear.ts';
import { PlaygroundPage } from './playground-page.ts';

let browser: Browser;
let playground: PlaygroundPage;
let ear: Ear;

beforeAll(async () => {
  browser = await launchBrowser();
  playground = await PlaygroundPage.open(browser, inject('stack').playground ?? '');
  ear = await Ear.open(playground.page);
});
afterAll(() => browser.close());

describe('a typed turn', () => {
  it('is answered by text, which streams in, and by a voice that is heard', async () => {
    await ear.hearsSilence(1000);
    await ear.forget();
    await playground.type('How many grams are in one cup of flour?');
    expect(await playground.answer()).toMatch(/120/);
    const { peak, soundMs } = await ear.heard();
    expect(peak).toBeGreaterThan(0.05);
    expect(soundMs).toBeGreaterThan(700);
  });

  it('sets a timer that rings', async () => {
    await playground.type('Set a timer for 3 seconds called toast');
    expect(await playground.answer()).toMatch(/toast/);
    await playground.page.getByText(/time is up for: toast/i).waitFor();
  });
});
