import { expect, it } from 'vitest';
import { arbitrate } from './arbitrate.ts';

const QUIET = { isClosed: false, newestAsked: 0, spoken: 0 };

it.each([
  ['asks the first turn', 1, QUIET, 'ask'],
  ['asks a turn that is newer than the one being answered', 3, { ...QUIET, newestAsked: 2 }, 'ask'],
  [
    'supersedes a photo that was sent before what was typed',
    1,
    { ...QUIET, newestAsked: 2 },
    'supersede',
  ],
  ['lets a turn wait while the talk button is held', 4, { ...QUIET, spoken: Infinity }, 'wait'],
  ['lets a turn wait for the transcript of a newer one', 4, { ...QUIET, spoken: 5 }, 'wait'],
  ['asks a spoken turn when it is transcribed', 5, { ...QUIET, newestAsked: 4, spoken: 5 }, 'ask'],
  ['asks what was typed after the release of the talk button', 6, { ...QUIET, spoken: 5 }, 'ask'],
  ['asks nothing when the agent is leaving', 7, { ...QUIET, isClosed: true }, 'leaving'],
] as const)('%s', (_, turn, state, decision) => {
  expect(arbitrate(turn, state)).toBe(decision);
});
