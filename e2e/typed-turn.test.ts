import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { PlaybackProbe } from './support/playback-probe.ts';
import { PlaygroundPage } from './support/playground-page.ts';

let browser: Browser;
let playground: PlaygroundPage;
let probe: PlaybackProbe;

beforeAll(async () => {
  browser = await launchBrowser();
  playground = await PlaygroundPage.open(browser, inject('stack').playground ?? '');
  probe = await PlaybackProbe.open(playground.page);
});
afterAll(() => browser.close());

describe('a typed turn', () => {
  it('answers a typed turn as text and aloud', async () => {
    await probe.silence(1000);
    await probe.reset();
    await playground.type('How many grams are in one cup of flour?');
    expect(await playground.answer()).toMatch(/120/);
    const { peak, soundMs } = await probe.playback();
    expect(peak).toBeGreaterThan(0.05);
    expect(soundMs).toBeGreaterThan(700);
  });

  it('rings a timer that was set by a typed turn', async () => {
    await playground.type('Set a timer for 3 seconds called toast');
    expect(await playground.answer()).toMatch(/toast/);
    await playground.page.getByText(/time is up for: toast/i).waitFor();
  });
});
