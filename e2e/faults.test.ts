import { EmulatorControl, type FaultOrder } from '@bakebot/gemini-emulator';
import { AppAction, RpcMethod } from '@bakebot/protocol';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { TestParticipant } from './support/test-participant.ts';
import { Semaphore } from './support/semaphore.ts';

type Case = {
  readonly name: string;
  readonly fault: FaultOrder['fault'];
  /** How often it strikes; once if not said. */
  readonly times?: number;
  readonly ends: 'answered' | 'model_refused' | 'turn_timeout';
  /** What was said; the weight that was asked for if not said otherwise, and nothing if the turn fails. */
  readonly says?: RegExp;
};

const ANYWHERE: Case[] = [
  { name: '429', fault: { type: 'status', status: 429 }, ends: 'answered' },
  { name: '500', fault: { type: 'status', status: 500 }, ends: 'answered' },
  { name: 'thirty seconds of silence', fault: { type: 'delay', ms: 30_000 }, ends: 'answered' },
  { name: 'cut stream', fault: { type: 'cut' }, ends: 'answered' },
  { name: 'malformed JSON', fault: { type: 'malformed' }, ends: 'answered' },
  { name: 'empty candidate', fault: { type: 'empty' }, ends: 'answered' },
  { name: 'safety block', fault: { type: 'safety' }, ends: 'model_refused' },
  {
    name: 'a tool that there is not',
    fault: { type: 'tool_call', name: 'knead_dough', args: {} },
    ends: 'answered',
    says: /./,
  },
  {
    name: 'a tool that is never answered',
    fault: { type: 'tool_call', name: 'open_camera', args: { hint: 'the dough' } },
    ends: 'answered',
    says: /./,
  },
  { name: 'silence without an end', fault: { type: 'stall' }, times: 3, ends: 'turn_timeout' },
];

const ON_LIVE: Case[] = [
  { name: 'abnormal close', fault: { type: 'close', code: 1006 }, ends: 'answered' },
  { name: 'close without a code', fault: { type: 'close', code: 1005 }, ends: 'answered' },
  { name: 'close as if all was well', fault: { type: 'close', code: 1000 }, ends: 'answered' },
  { name: 'goAway', fault: { type: 'go_away', timeLeftMs: 1500 }, ends: 'answered' },
];

/** Two cores are not enough for more. */
const semaphore = new Semaphore(3);

let control: EmulatorControl;

function tracksOfAgent(participant: TestParticipant): number | undefined {
  return participant.room.remoteParticipants.get(participant.agent())?.trackPublications.size;
}

beforeAll(() => {
  control = new EmulatorControl(inject('stack').emulator_control ?? '');
});

describe.each([
  { pipeline: 'cascade', kind: 'generateContent', cases: ANYWHERE },
  { pipeline: 'live', kind: 'live', cases: [...ANYWHERE, ...ON_LIVE] },
] as const)('on $pipeline', { timeout: 300_000 }, ({ pipeline, kind, cases }) => {
  it.concurrent.each(cases)('a turn ends, and the next one works: $name', (each) =>
    semaphore.use(async () => {
      const participant = await TestParticipant.join(inject('stack'), {
        preferences: { pipeline },
      });
      try {
        // Not waiting for speech, the tests are done in a third of the time.
        await participant.call(RpcMethod.setSpokenReplies, { on: false });
        participant.room.localParticipant?.registerRpcMethod(
          AppAction.openCamera,
          () => new Promise<string>(() => {}),
        );
        // Words that only this turn has, so that the fault strikes no other.
        const mark = `${pipeline} ${each.name}!`;
        await control.addFault({
          match: { text: mark, ...(each.ends !== 'turn_timeout' && { kind }) },
          fault: each.fault,
          times: each.times ?? 1,
        });
        const turnId = await participant.type(`${mark} How many grams are in one cup of flour?`);
        const { progress, text } = await participant.ending(turnId);
        expect(progress.state === 'failed' ? progress.code : progress.state).toBe(each.ends);
        expect(text).toMatch(each.says ?? (each.ends === 'answered' ? /120/ : /^$/));
        expect(await participant.answerTo('Convert two cups of sugar to grams')).toMatch(/396/);
        // Sessions that were replaced have left nothing behind.
        await vi.waitFor(() => expect(tracksOfAgent(participant)).toBe(1), 30_000);
      } finally {
        await participant.leave();
      }
    }),
  );
});
