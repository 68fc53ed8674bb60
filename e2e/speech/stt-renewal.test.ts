import { type Capture, EmulatorControl } from '@bakebot/gemini-emulator';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { Microphone, TestParticipant } from '@bakebot/local-stack/participant';

/** The sentence that is recognized best when a busy machine drops audio. */
const SPOKEN = 'Please set a kitchen timer for twelve minutes.';

/** Connections that Gemini limits to 20 s, in place of ten minutes, and that a conversation must outlive. */
const CONNECTIONS = 3;

let control: EmulatorControl;
let participant: TestParticipant;

beforeEach(async () => {
  control = new EmulatorControl(inject('stack').emulator_control ?? '');
  await control.clearCaptures();
});
afterEach(async () => {
  await participant.leave();
  await control.limitConnections();
});

/** The connections for speech recognition so far, oldest first. */
async function transcriptions(): Promise<Capture[]> {
  const captures = await control.captures();
  const ids = captures.filter(({ model }) => model.includes('transcribe')).map(({ id }) => id);
  const all = await Promise.all(ids.map((id) => control.capture(id)));
  return all.toSorted((one, other) => one.at - other.at);
}

it.each([
  ['rotates connections in a silence after goAway', { goAwaySeconds: 8, code: 1000 }, 'client'],
  ['reopens connections that are closed at any moment', { goAwaySeconds: 0, code: 1011 }, 'server'],
] as const)('the open microphone %s, and every spoken turn is answered', async (_, limit, by) => {
  await control.limitConnections({ seconds: 20, ...limit });
  participant = await TestParticipant.join(inject('stack'));
  const microphone = await Microphone.open(participant.room);
  const turnIds: string[] = [];
  while ((await transcriptions()).length <= CONNECTIONS) {
    const known = new Set(turnIds);
    await microphone.say(SPOKEN);
    const message = await participant.message(
      (each) => each.type === 'turn' && !known.has(each.turnId),
    );
    const turnId = message.type === 'turn' ? message.turnId : '';
    turnIds.push(turnId);
    expect(await participant.turnEnd(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/(12|twelve) minutes/i),
    });
  }
  const closed = (await transcriptions()).slice(0, CONNECTIONS).map((each) => each.closed?.by);
  expect(closed).toEqual(Array.from({ length: CONNECTIONS }, () => by));
  expect(participant.messages.filter(({ type }) => type === 'status')).toEqual([]);
});
