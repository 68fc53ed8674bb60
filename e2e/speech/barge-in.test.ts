import { EmulatorControl } from '@bakebot/gemini-emulator';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { PlaybackProbe } from '../support/playback-probe.ts';
import { PlaygroundPage } from '../support/playground-page.ts';
import { type Recording, recordQuestion } from '../support/recording.ts';
import { longReply } from '../support/long-reply.ts';

const LONG_REPLY = longReply(12);

let interruption: Recording;
let browser: Browser;

beforeAll(async () => {
  interruption = await recordQuestion('Please set a kitchen timer for twelve minutes.');
  browser = await launchBrowser(interruption.path);
});
afterAll(async () => {
  await browser.close();
  await interruption.delete();
});

describe('barge-in', () => {
  it('interrupts the reply when the user speaks over it', async () => {
    const control = new EmulatorControl(inject('stack').emulator_control ?? '');
    const playground = await PlaygroundPage.open(browser, inject('stack').playground ?? '');
    const probe = await PlaybackProbe.open(playground.page);
    await probe.silence(1000);
    await control.addFault({
      match: { text: 'braid' },
      fault: { type: 'text', text: LONG_REPLY },
    });

    await probe.reset();
    await playground.type('How do I braid the bread?');
    await probe.sound(1500);
    await playground.openMicrophone();
    await playground.turns('superseded').first().waitFor();
    const said = await playground.replyTo('How do I braid the bread?');
    expect(said.length).toBeLessThan(LONG_REPLY.length / 2);

    // Speech over another voice may be misrecognized; the emulator then repeats the transcript, which is a reply, too.
    expect(await playground.answer()).toMatch(/12 minutes|I heard ".*timer/i);
  });
});
