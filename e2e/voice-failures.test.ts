import { EmulatorControl, type FaultOrder } from '@bakebot/gemini-emulator';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { TRANSCRIPTION_TOPIC } from '@bakebot/protocol';
import { Room } from '@livekit/rtc-node';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Semaphore } from './support/semaphore.ts';

/** Longest time to the whole text of an answer, in ms. */
const DEADLINE_MS = 10_000;

/** Turns with each failure of the voice. */
const TURNS = 5;

type Case = {
  readonly name: string;
  readonly fault: FaultOrder['fault'];
  /** Whether there is some sound: all of the words may have been spoken before the failure. */
  readonly hasSound?: boolean;
};

const CASES: Case[] = [
  { name: '429', fault: { type: 'status', status: 429, retryAfterSeconds: 30 } },
  { name: '500', fault: { type: 'status', status: 500 } },
  { name: 'nothing', fault: { type: 'empty' } },
  { name: 'text instead of sound', fault: { type: 'finish', reason: 'STOP', words: true } },
  { name: 'the finish reason OTHER', fault: { type: 'finish', reason: 'OTHER' } },
  { name: 'prompt feedback', fault: { type: 'blocked' } },
  { name: 'a stream cut after its first chunk', fault: { type: 'cut' }, hasSound: true },
  { name: 'an error in mid-stream', fault: { type: 'late_status', status: 503 }, hasSound: true },
  {
    name: 'no more after the first chunk',
    fault: { type: 'stall', afterFirstChunk: true },
    hasSound: true,
  },
  { name: 'no response', fault: { type: 'stall' } },
];

/** Two cores carry no more conversations. */
const semaphore = new Semaphore(3);

let control: EmulatorControl;

beforeAll(() => {
  control = new EmulatorControl(inject('stack').emulator_control ?? '');
});

/** Types a question of which the agent's answer holds a word of its own, so that a fault affects its voice only. */
async function askTimed(participant: TestParticipant, mark: string): Promise<number> {
  const from = performance.now();
  const turnId = await participant.type(`Set a timer for 40 minutes called ${mark}`);
  const { progress, text } = await participant.turnEnd(turnId);
  expect(progress.state).toBe('answered');
  expect(text).toContain(mark);
  return performance.now() - from;
}

describe('when the voice gets', { timeout: 300_000 }, () => {
  it.concurrent.each(CASES)(
    '$name, each turn is answered as text in time',
    ({ name, fault, hasSound = false }) =>
      semaphore.use(async () => {
        const mark = `pie${CASES.findIndex((each) => each.name === name)}`;
        await control.addFault({ match: { model: 'tts', text: mark }, fault, times: 1000 });
        const participant = await TestParticipant.join(inject('stack'));
        try {
          // By then the agent knows that its track is subscribed to.
          await participant.ask('Convert two cups of sugar to grams');
          for (let turn = 0; turn < TURNS; turn++) {
            expect(await askTimed(participant, mark)).toBeLessThan(DEADLINE_MS);
          }
          const failures = participant.messages.filter(({ type }) => type === 'error');
          expect(failures.length).toBeGreaterThanOrEqual(hasSound ? 0 : TURNS);
          for (const failure of failures)
            expect(failure).toMatchObject({ code: 'voice_unavailable' });
        } finally {
          await participant.leave();
        }
      }),
  );
});

describe.each(['cascade', 'live'])('on %s, a greeting without a voice', (pipeline) => {
  it('arrives as text, and the next turn is answered', { timeout: 120_000 }, async () => {
    const name = `Crumble${pipeline}`;
    await control.addFault({
      match: { model: 'tts', text: name },
      fault: { type: 'status', status: 500 },
      times: 10,
    });
    const room = new Room();
    const greeted = Promise.withResolvers<string>();
    room.registerTextStreamHandler(TRANSCRIPTION_TOPIC, (stream) => {
      void stream.readAll().then((text) => text.includes(name) && greeted.resolve(text));
    });
    const profile = { name, preferences: { pipeline } };
    const participant = await TestParticipant.join(inject('stack'), { room, profile });
    try {
      expect(await greeted.promise).toContain('BakeBot');
      expect(await participant.ask('Convert two cups of sugar to grams')).toMatch(/396/);
    } finally {
      await participant.leave();
    }
  });
});
