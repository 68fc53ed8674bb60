import { withLocalStack } from '@bakebot/local-stack';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { expect, it } from 'vitest';

// A turn costs less than the fifth of the budget that is left after the warning.
it.each([
  ['cascade', '0.003'],
  ['live', '0.01'],
])(
  'a conversation of the pipeline %s warns near its budget, and ends after the answer that spends it',
  async (AGENT_PIPELINE, AGENT_MAX_COST_USD) => {
    await withLocalStack({ env: { AGENT_PIPELINE, AGENT_MAX_COST_USD } }, async (_, addresses) => {
      const participant = await TestParticipant.join(addresses);
      const statuses = () =>
        participant.messages.flatMap((message) =>
          message.type === 'status' && message.reason === 'budget' ? [message.status] : [],
        );
      const states: string[] = [];
      while (!statuses().includes('leaving')) {
        const turnId = await participant.type('How many grams are in one cup of flour?');
        states.push((await participant.turnEnd(turnId)).progress.state);
      }
      expect(statuses()).toEqual(['leaving_soon', 'leaving']);
      expect(states.length).toBeGreaterThan(1);
      expect(states.slice(0, -1).every((state) => state === 'answered')).toBe(true);
      await participant.disconnected;
    });
  },
);
