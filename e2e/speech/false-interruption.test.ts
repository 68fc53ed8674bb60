import { decodeWav, EmulatorControl, speak } from '@bakebot/gemini-emulator';
import { AGENT_STATE_ATTRIBUTE } from '@bakebot/protocol';
import { RoomEvent } from '@livekit/rtc-node';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { Microphone, SAMPLE_RATE, TestParticipant } from '@bakebot/local-stack/participant';
import { longReply } from '../support/long-reply.ts';

/** About ten seconds of speech. */
const REPLY = longReply(2);

/** Samples of 80 ms: shorter than any word. */
const SOUND_SAMPLES = SAMPLE_RATE * 0.08;

let participant: TestParticipant;

beforeEach(async () => {
  participant = await TestParticipant.join(inject('stack'));
});
afterEach(() => participant.leave());

/** The agent's states from now on. */
function recordStates(): string[] {
  const states: string[] = [];
  participant.room.on(RoomEvent.ParticipantAttributesChanged, (changed) => {
    const state = changed[AGENT_STATE_ATTRIBUTE];
    if (state !== undefined) states.push(state);
  });
  return states;
}

it('resumes a reply after a sound without words', async () => {
  const control = new EmulatorControl(inject('stack').emulator_control ?? '');
  await control.addFault({ match: { text: 'plait' }, fault: { type: 'text', text: REPLY } });
  const microphone = await Microphone.open(participant.room);
  const { samples } = decodeWav(await speak('Ah', { sampleRate: SAMPLE_RATE }));
  const middle = Math.floor((samples.length - SOUND_SAMPLES) / 2);

  const asking = recordStates();
  const turnId = await participant.type('How do I plait the bread?');
  await vi.waitFor(() => expect(asking.slice(-2)).toEqual(['thinking', 'speaking']), 20_000);
  const disturbed = recordStates();
  await microphone.play(samples.slice(middle, middle + SOUND_SAMPLES));

  expect(await participant.turnEnd(turnId)).toEqual({
    progress: { state: 'answered' },
    text: REPLY,
  });
  expect(disturbed.slice(0, 2)).toEqual(['listening', 'speaking']);
});
