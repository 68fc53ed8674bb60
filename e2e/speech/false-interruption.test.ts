import { decodeWav, EmulatorControl, speak } from '@bakebot/gemini-emulator';
import { AGENT_STATE_ATTRIBUTE } from '@bakebot/protocol';
import { RoomEvent } from '@livekit/rtc-node';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { TestParticipant } from '../support/test-participant.ts';
import { Microphone, SAMPLE_RATE } from '../support/microphone.ts';
import { longAnswer } from '../support/long-answer.ts';

/** About ten seconds when it is spoken. */
const ANSWER = longAnswer(2);

/** How long the sound is, in samples: 80 ms. Nobody says a word in that time. */
const SOUND = SAMPLE_RATE * 0.08;

let participant: TestParticipant;

beforeEach(async () => {
  participant = await TestParticipant.join(inject('stack'));
});
afterEach(() => participant.leave());

/** What the agent does from now on, as it tells the room: `thinking`, `speaking`, `listening`. */
function statesFromNow(): string[] {
  const states: string[] = [];
  participant.room.on(RoomEvent.ParticipantAttributesChanged, (changed) => {
    const state = changed[AGENT_STATE_ATTRIBUTE];
    if (state !== undefined) states.push(state);
  });
  return states;
}

it('an answer goes on after a sound that was no word', async () => {
  const control = new EmulatorControl(inject('stack').emulator_control ?? '');
  await control.addFault({ match: { text: 'plait' }, fault: { type: 'text', text: ANSWER } });
  const microphone = await Microphone.open(participant.room);
  const { samples } = decodeWav(await speak('Ah', { sampleRate: SAMPLE_RATE }));
  const middle = Math.floor((samples.length - SOUND) / 2);

  const asking = statesFromNow();
  const turnId = await participant.type('How do I plait the bread?');
  await vi.waitFor(() => expect(asking.slice(-2)).toEqual(['thinking', 'speaking']), 20_000);
  const disturbed = statesFromNow();
  await microphone.play(samples.slice(middle, middle + SOUND));

  expect(await participant.ending(turnId)).toEqual({
    progress: { state: 'answered' },
    text: ANSWER,
  });
  expect(disturbed.slice(0, 2)).toEqual(['listening', 'speaking']);
});
