import { EmulatorControl, type FaultOrder } from '@bakebot/gemini-emulator';
import { AppAction, RpcMethod } from '@bakebot/protocol';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { Semaphore } from './support/semaphore.ts';

type Case = {
  readonly name: string;
  readonly fault: FaultOrder['fault'];
  /** 1 by default. */
  readonly times?: number;
  readonly outcome: 'answered' | 'model_refused' | 'model_unavailable' | 'turn_timeout';
  /** Longest time to the end of the turn, in ms. */
  readonly withinMs?: number;
  /** The reply: by default the right weight, or nothing when the turn fails. */
  readonly reply?: RegExp;
};

const BOTH_PIPELINES: Case[] = [
  { name: '429', fault: { type: 'status', status: 429 }, outcome: 'answered' },
  { name: '500', fault: { type: 'status', status: 500 }, outcome: 'answered' },
  { name: 'a delay of 30 s', fault: { type: 'delay', ms: 30_000 }, outcome: 'answered' },
  { name: 'a cut stream', fault: { type: 'cut' }, outcome: 'answered' },
  { name: 'malformed JSON', fault: { type: 'malformed' }, outcome: 'answered' },
  { name: 'an empty candidate', fault: { type: 'empty' }, outcome: 'answered' },
  { name: 'a safety block', fault: { type: 'safety' }, outcome: 'model_refused' },
  {
    name: 'an unknown tool',
    fault: { type: 'tool_call', name: 'knead_dough', args: {} },
    outcome: 'answered',
    reply: /./,
  },
  {
    name: 'an app action without a response',
    fault: { type: 'tool_call', name: 'open_camera', args: { hint: 'the dough' } },
    outcome: 'answered',
    reply: /./,
  },
  ...[400, 403, 404].map((status): Case => ({
    name: `${status} on both pipelines`,
    fault: { type: 'status', status },
    times: 4,
    outcome: 'model_unavailable',
    withinMs: 2000,
  })),
  { name: 'a stream that stalls', fault: { type: 'stall' }, times: 3, outcome: 'turn_timeout' },
];

/** These outcomes need the fault on the pipeline that takes over, too. */
const FAILS_ON_BOTH: ReadonlySet<string> = new Set(['turn_timeout', 'model_unavailable']);

/** What only `generateContent` sends. */
const CASCADE_ONLY: Case[] = [
  { name: 'a chunk without parts', fault: { type: 'leading_chunk' }, outcome: 'answered' },
  {
    name: 'an error in mid-stream',
    fault: { type: 'late_status', status: 503 },
    outcome: 'answered',
  },
  {
    name: 'an answer that stops',
    fault: { type: 'stall', afterFirstChunk: true },
    outcome: 'answered',
  },
  ...(['MALFORMED_FUNCTION_CALL', 'MISSING_THOUGHT_SIGNATURE'] as const).map((reason): Case => ({
    name: `the finish reason ${reason}`,
    fault: { type: 'finish', reason },
    outcome: 'answered',
  })),
  { name: 'prompt feedback', fault: { type: 'blocked' }, outcome: 'model_refused' },
];

const LIVE_ONLY: Case[] = [
  { name: 'an abnormal close', fault: { type: 'close', code: 1006 }, outcome: 'answered' },
  { name: 'a close without a code', fault: { type: 'close', code: 1005 }, outcome: 'answered' },
  { name: 'a normal close', fault: { type: 'close', code: 1000 }, outcome: 'answered' },
  { name: 'goAway', fault: { type: 'go_away', timeLeftMs: 1500 }, outcome: 'answered' },
];

/** Two cores carry no more conversations. */
const semaphore = new Semaphore(3);

let control: EmulatorControl;

function agentTracks(participant: TestParticipant): number | undefined {
  return participant.room.remoteParticipants.get(participant.agentIdentity())?.trackPublications
    .size;
}

beforeAll(() => {
  control = new EmulatorControl(inject('stack').emulator_control ?? '');
});

describe.each([
  { pipeline: 'cascade', kind: 'generateContent', cases: [...BOTH_PIPELINES, ...CASCADE_ONLY] },
  { pipeline: 'live', kind: 'live', cases: [...BOTH_PIPELINES, ...LIVE_ONLY] },
] as const)('on $pipeline', { timeout: 300_000 }, ({ pipeline, kind, cases }) => {
  it.concurrent.each(cases)('ends a turn, and answers the next one, after $name', (each) =>
    semaphore.use(async () => {
      const participant = await TestParticipant.join(inject('stack'), {
        profile: { preferences: { pipeline } },
      });
      try {
        // Without speech, the tests take a third of the time.
        await participant.call(RpcMethod.setSpokenReplies, { on: false });
        participant.room.localParticipant?.registerRpcMethod(
          AppAction.openCamera,
          () => new Promise<string>(() => {}),
        );
        // Unique words, so that the fault affects this turn only.
        const mark = `${pipeline} ${each.name}!`;
        await control.addFault({
          match: { text: mark, ...(!FAILS_ON_BOTH.has(each.outcome) && { kind }) },
          fault: each.fault,
          times: each.times ?? 1,
        });
        const sentAt = performance.now();
        const turnId = await participant.type(`${mark} How many grams are in one cup of flour?`);
        const { progress, text } = await participant.turnEnd(turnId);
        expect(performance.now() - sentAt).toBeLessThan(each.withinMs ?? Infinity);
        expect(progress.state === 'failed' ? progress.code : progress.state).toBe(each.outcome);
        expect(text).toMatch(each.reply ?? (each.outcome === 'answered' ? /120/ : /^$/));
        expect(await participant.ask('Convert two cups of sugar to grams')).toMatch(/396/);
        // Replaced sessions have unpublished their tracks.
        await vi.waitFor(() => expect(agentTracks(participant)).toBe(1), 30_000);
      } finally {
        await participant.leave();
      }
    }),
  );
});
