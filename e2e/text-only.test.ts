import { expect, inject, it } from 'vitest';
import { TestParticipant } from '@bakebot/local-stack/participant';

it.each(['cascade', 'live'])(
  'answers a participant that does not subscribe to audio: %s',
  async (pipeline) => {
    const participant = await TestParticipant.join(inject('stack'), {
      profile: { preferences: { pipeline } },
      autoSubscribe: false,
    });
    expect(await participant.ask('How many grams are in one cup of flour?')).toMatch(/120/);
    await participant.leave();
  },
);
