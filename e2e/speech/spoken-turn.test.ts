import { EmulatorControl } from '@bakebot/gemini-emulator';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { PlaybackProbe } from '../support/playback-probe.ts';
import { audioSimilarity } from '../support/audio-similarity.ts';
import { PlaygroundPage } from '../support/playground-page.ts';
import { type Recording, recordQuestion } from '../support/recording.ts';

let question: Recording;

beforeAll(async () => {
  // The sentence that is recognized best when a busy machine drops audio.
  question = await recordQuestion('Please set a kitchen timer for twelve minutes.');
});
afterAll(() => question.delete());

/** Runs `talk` in a browser whose microphone plays the question, after the greeting. */
async function withQuestion(
  talk: (playground: PlaygroundPage, probe: PlaybackProbe) => Promise<void>,
): Promise<void> {
  const browser = await launchBrowser(question.path);
  try {
    const playground = await PlaygroundPage.open(browser, inject('stack').playground ?? '');
    const probe = await PlaybackProbe.open(playground.page);
    await probe.silence(1000);
    await talk(playground, probe);
  } finally {
    await browser.close();
  }
}

describe('a spoken turn', () => {
  it('transcribes and answers push-to-talk aloud', async () => {
    const control = new EmulatorControl(inject('stack').emulator_control ?? '');
    const before = new Set((await control.captures()).map(({ id }) => id));
    await withQuestion(async (playground, probe) => {
      await probe.reset();
      await playground.holdToTalk(/minutes/i);
      expect(await playground.answer()).toMatch(/12 minutes/);
      expect(await playground.turns().last().textContent()).toMatch(/timer/i);
      expect((await probe.playback()).peak).toBeGreaterThan(0.05);
      expect(await bestSimilarity(control, before)).toBeGreaterThan(0.8);
    });
  });

  it('transcribes and answers speech into the open microphone aloud', async () => {
    await withQuestion(async (playground, probe) => {
      await playground.openMicrophone();
      await playground.turns('answered').first().waitFor();
      expect(await playground.answer()).toMatch(/12 minutes/);
      expect((await probe.playback()).peak).toBeGreaterThan(0.05);
    });
  });
});

/**
 * Similarity of the question and the most similar audio that the emulator has received since: connections that idle
 * between turns have none.
 */
async function bestSimilarity(
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
