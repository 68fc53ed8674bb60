import { expect, inject, it } from 'vitest';
import { TestParticipant } from './support/test-participant.ts';

it.each(['cascade', 'live'])(
  'an app that only shows text gets its answers without a subscription to the voice: %s',
  async (pipeline) => {
    const participant = await TestParticipant.join(
      inject('stack'),
      { preferences: { pipeline } },
      { autoSubscribe: false },
    );
    expect(await participant.answerTo('How many grams are in one cup of flour?')).toMatch(/120/);
    await participant.leave();
  },
);
