import { EmulatorControl } from '@bakebot/gemini-emulator';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { PlaybackProbe } from '../support/playback-probe.ts';
import { audioSimilarity } from '../support/audio-similarity.ts';
import { PlaygroundPage } from '../support/playground-page.ts';
import { type Recording, recordQuestion } from '../support/recording.ts';

let question: Recording;

beforeAll(async () => {
  // Of all that BakeBot can be asked, this is understood best on a machine so busy that the sound breaks up.
  question = await recordQuestion('Please set a kitchen timer for twelve minutes.');
});
afterAll(() => question.delete());

/** In a browser whose microphone says the question, when BakeBot has greeted. */
async function withQuestion(
  talk: (playground: PlaygroundPage, probe: PlaybackProbe) => Promise<void>,
): Promise<void> {
  const browser = await launchBrowser(question.path);
  try {
    const playground = await PlaygroundPage.open(browser, inject('stack').playground ?? '');
    const probe = await PlaybackProbe.open(playground.page);
    await probe.hearsSilence(1000);
    await talk(playground, probe);
  } finally {
    await browser.close();
  }
}

describe('a spoken turn', () => {
  it('is heard, understood and answered aloud: push-to-talk', async () => {
    const control = new EmulatorControl(inject('stack').emulator_control ?? '');
    const before = new Set((await control.captures()).map(({ id }) => id));
    await withQuestion(async (playground, probe) => {
      await probe.forget();
      await playground.holdToTalk(/minutes/i);
      expect(await playground.answer()).toMatch(/12 minutes/);
      expect(await playground.turns().last().textContent()).toMatch(/timer/i);
      expect((await probe.heard()).peak).toBeGreaterThan(0.05);
      expect(await likenessOfBestCapture(control, before)).toBeGreaterThan(0.8);
    });
  });

  it('is heard, understood and answered aloud: hands free', async () => {
    await withQuestion(async (playground, probe) => {
      await playground.openMicrophone();
      await playground.turns('answered').first().waitFor();
      expect(await playground.answer()).toMatch(/12 minutes/);
      expect((await probe.heard()).peak).toBeGreaterThan(0.05);
    });
  });
});

/**
 * How alike the question and what the model's service received since are. Sockets that idle between turns are not, and
 * no other test asks this.
 */
async function likenessOfBestCapture(
  control: EmulatorControl,
  before: ReadonlySet<string>,
): Promise<number> {
  const live = (await control.captures()).filter(
    ({ kind, id }) => kind === 'live' && !before.has(id),
  );
  const all = await Promise.all(
    live.map(async ({ id }) => audioSimilarity(await question.wav(), await control.audio(id))),
  );
  return Math.max(...all);
}
