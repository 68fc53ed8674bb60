import { expect, inject, it } from 'vitest';
import { Cook } from './cook.ts';

it.each(['cascade', 'live'])(
  'an app that only shows text gets its answers without a subscription to the voice: %s',
  async (pipeline) => {
    const cook = await Cook.join(
      inject('stack'),
      { preferences: { pipeline } },
      { autoSubscribe: false },
    );
    expect(await cook.answerTo('How many grams are in one cup of flour?')).toMatch(/120/);
    await cook.leave();
  },
);
