import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RpcMethod } from '@bakebot/protocol';
import { AgentDispatchClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import * as z from 'zod';
import { TestParticipant } from './support/test-participant.ts';
import { processesWith } from './support/processes.ts';
import { type StackAddresses } from '@bakebot/local-stack';
import { StackProcess } from './support/stack-process.ts';

const Keys = z.object({ LIVEKIT_API_KEY: z.string(), LIVEKIT_API_SECRET: z.string() });

/** Every process of this test's stack has it in its environment. */
const run = randomUUID();
const mark = `BAKEBOT_E2E_RUN=${run}`;

let stack: StackProcess;
let addresses: StackAddresses;

/** A conversation here is over after 8 seconds of silence, or after 30 seconds at the latest. */
const LIMITS = { AGENT_IDLE_MINUTES: `${8 / 60}`, AGENT_MAX_SESSION_MINUTES: `${30 / 60}` };

beforeAll(async () => {
  stack = new StackProcess(['--no-playground'], {
    ...LIMITS,
    BAKEBOT_E2E_RUN: run,
    GOOGLE_API_KEY: '',
    LIVEKIT_URL: '',
  });
  addresses = await stack.ready();
});
afterAll(async () => {
  await stack.stop();
  for (const { pid } of processesWith(mark)) process.kill(pid, 'SIGKILL');
});

/** The process of a stack's worker: all jobs are its children. */
function workerOf({ livekit_url: url }: StackAddresses): number {
  const worker = processesWith(`LIVEKIT_URL=${url}`).find(({ command }) =>
    /agent\.ts start/.test(command),
  );
  if (!worker) throw new Error('no worker');
  return worker.pid;
}

/** Calls agents past the token service, with the keys that the stack's worker has. */
function dispatchesOf(of: StackAddresses): AgentDispatchClient {
  const environment = readFileSync(`/proc/${workerOf(of)}/environ`, 'utf8').split('\0');
  const entries = environment.map((line) => [line.split('=')[0], line.split('=')[1]]);
  const keys = Keys.parse(Object.fromEntries(entries));
  const url = of.livekit_url.replace('ws', 'http');
  return new AgentDispatchClient(url, keys.LIVEKIT_API_KEY, keys.LIVEKIT_API_SECRET);
}

function leaving(participant: TestParticipant, reason: string) {
  return participant.hears((message) => message.type === 'status' && message.reason === reason);
}

function agentsWith({ room }: TestParticipant): string[] {
  return [...room.remoteParticipants.keys()];
}

// Reads the environment of processes, which only Linux shows.
describe.skipIf(process.platform !== 'linux')('an agent', () => {
  it.concurrent('asks whether anybody is there, says good-bye, tells why, and leaves', async () => {
    const participant = await TestParticipant.join(addresses);
    expect(await leaving(participant, 'idle')).toMatchObject({ status: 'leaving' });
    await participant.gone;
  });

  it.concurrent('leaves when the longest conversation is over, however lively it is', async () => {
    const participant = await TestParticipant.join(addresses);
    await participant.call(RpcMethod.setSpokenReplies, { on: false });
    const over = leaving(participant, 'session_limit');
    const talk = setInterval(() => void participant.type('What can you do?'), 2000);
    expect(await over).toMatchObject({ status: 'leaving' });
    clearInterval(talk);
    await participant.gone;
  });

  it.concurrent('says so when it is told something that it does not understand', async () => {
    // Where nobody leaves after some seconds of silence: a busy machine takes as long to call another agent.
    const shared = inject('stack');
    const participant = await TestParticipant.join(shared);
    const room = participant.room.name ?? '';
    await dispatchesOf(shared).createDispatch(room, shared.agent_name, { metadata: 'nonsense' });
    await leaving(participant, 'metadata_invalid');
    await vi.waitFor(() => expect(agentsWith(participant)).toHaveLength(1), { timeout: 60_000 });
    await participant.leave();
  });

  it.concurrent('leaves a room to the agent that was there first', async () => {
    const shared = inject('stack');
    const participant = await TestParticipant.join(shared);
    const room = participant.room.name ?? '';
    const [first] = agentsWith(participant);
    const dispatches = dispatchesOf(shared);
    const metadata = (await dispatches.listDispatch(room))[0]?.metadata ?? '';
    await dispatches.createDispatch(room, shared.agent_name, { metadata });
    await vi.waitFor(() => expect(agentsWith(participant)).toHaveLength(2), { timeout: 60_000 });
    await vi.waitFor(() => expect(agentsWith(participant)).toEqual([first]), { timeout: 60_000 });
    expect(await participant.answerTo('How many grams are in one cup of flour?')).toMatch(/120/);
    await participant.leave();
  });

  it('finishes its sentence when its worker is stopped, tells why, and leaves no process behind', async () => {
    const participant = await TestParticipant.join(addresses);
    const turnId = await participant.type('How many grams are in one cup of flour?');
    await participant.hears(
      (message) =>
        message.type === 'turn' &&
        message.turnId === turnId &&
        message.progress.state === 'answering',
    );
    process.kill(workerOf(addresses), 'SIGTERM');
    await leaving(participant, 'shutting_down');
    expect(await participant.ending(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/120/),
    });
    await participant.gone;
    await vi.waitFor(() => expect(processesWith(mark)).toEqual([]), { timeout: 60_000 });
  });
});
