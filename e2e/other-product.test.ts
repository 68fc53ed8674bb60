import { fileURLToPath } from 'node:url';
import { EmulatorControl } from '@bakebot/gemini-emulator';
import { withLocalStack } from '@bakebot/local-stack';
import { expect, it } from 'vitest';
import { TestParticipant } from '@bakebot/local-stack/participant';

const MUSEUM_GUIDE = fileURLToPath(
  new URL('../agent/src/testing/museum-guide.ts', import.meta.url),
);

it('runs another product on the agent’s runtime', async () => {
  await withLocalStack({ agentEntry: MUSEUM_GUIDE }, async (_, { emulator_control, ...stack }) => {
    const emulator = new EmulatorControl(emulator_control ?? '');
    const match = { instructions: 'You guide visitors through a museum.' };
    await emulator.addFault({
      match,
      fault: { type: 'tool_call', name: 'find_exhibit', args: { exhibit: 'mummy' } },
    });
    await emulator.addFault({ match, fault: { type: 'text', text: 'The mummy is in room 7.' } });

    const participant = await TestParticipant.join(stack);
    expect(await participant.ask('Where is the mummy?')).toBe('The mummy is in room 7.');
    await participant.leave();

    const captures = await emulator.captures();
    const requests = await Promise.all(captures.map(({ id }) => emulator.capture(id)));
    const bodies = requests.map(({ body }) => JSON.stringify(body) ?? '');
    expect(bodies.some((body) => body.includes('Welcome to the museum.'))).toBe(true);
    const answered = bodies.find((body) => body.includes('functionResponse'));
    expect(answered).toContain('\\"room\\":7');
    expect(answered).not.toMatch(/bak|kitchen|timer|recipe/i);
  });
});
