import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RpcMethod } from '@bakebot/protocol';
import { AgentDispatchClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import * as z from 'zod';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { processesWith } from './support/processes.ts';
import { type StackAddresses } from '@bakebot/local-stack';
import { StackProcess } from './support/stack-process.ts';

const Keys = z.object({ LIVEKIT_API_KEY: z.string(), LIVEKIT_API_SECRET: z.string() });

/** In the environment of every process of this stack. */
const run = randomUUID();
const mark = `BAKEBOT_E2E_RUN=${run}`;

let stack: StackProcess;
let addresses: StackAddresses;

/** Idle after 8 s; 30 s at most. */
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

/** The process id of a stack's agent worker. */
function workerOf({ livekit_url: url }: StackAddresses): number {
  const worker = processesWith(`LIVEKIT_URL=${url}`).find(({ command }) =>
    /agent\/src\/main\.ts start/.test(command),
  );
  if (!worker) throw new Error('no agent worker found');
  return worker.pid;
}

/** With the LiveKit keys from the worker's environment. */
function dispatchClientOf(of: StackAddresses): AgentDispatchClient {
  const environment = readFileSync(`/proc/${workerOf(of)}/environ`, 'utf8').split('\0');
  const entries = environment.map((line) => [line.split('=')[0], line.split('=')[1]]);
  const keys = Keys.parse(Object.fromEntries(entries));
  const url = of.livekit_url.replace('ws', 'http');
  return new AgentDispatchClient(url, keys.LIVEKIT_API_KEY, keys.LIVEKIT_API_SECRET);
}

function leaving(participant: TestParticipant, reason: string) {
  return participant.message(
    (message) =>
      message.type === 'status' && message.status === 'leaving' && message.reason === reason,
  );
}

function agentsInRoomOf({ room }: TestParticipant): string[] {
  return [...room.remoteParticipants.keys()];
}

// Reads /proc.
describe.skipIf(process.platform !== 'linux')('an agent', () => {
  it.concurrent('leaves with the reason idle when the user is silent', async () => {
    const participant = await TestParticipant.join(addresses);
    expect(await leaving(participant, 'idle')).toMatchObject({ status: 'leaving' });
    await participant.disconnected;
  });

  it.concurrent('leaves with the reason session_limit although the user keeps talking', async () => {
    const participant = await TestParticipant.join(addresses);
    await participant.call(RpcMethod.setSpokenReplies, { on: false });
    const ended = leaving(participant, 'session_limit');
    const talk = setInterval(() => void participant.type('What can you do?'), 2000);
    expect(await ended).toMatchObject({ status: 'leaving' });
    clearInterval(talk);
    await participant.disconnected;
  });

  it.concurrent('leaves with the reason metadata_invalid when its dispatch metadata is malformed', async () => {
    // In the stack without the short idle limit: on a busy machine, a dispatch may take that long.
    const shared = inject('stack');
    const participant = await TestParticipant.join(shared);
    const room = participant.room.name ?? '';
    await dispatchClientOf(shared).createDispatch(room, shared.agent_name, {
      metadata: 'nonsense',
    });
    await leaving(participant, 'metadata_invalid');
    await vi.waitFor(() => expect(agentsInRoomOf(participant)).toHaveLength(1), {
      timeout: 60_000,
    });
    await participant.leave();
  });

  it.concurrent('leaves when the room already has an agent', async () => {
    const shared = inject('stack');
    const participant = await TestParticipant.join(shared);
    const room = participant.room.name ?? '';
    const [first] = agentsInRoomOf(participant);
    const dispatches = dispatchClientOf(shared);
    const metadata = (await dispatches.listDispatch(room))[0]?.metadata ?? '';
    await dispatches.createDispatch(room, shared.agent_name, { metadata });
    await vi.waitFor(() => expect(agentsInRoomOf(participant)).toHaveLength(2), {
      timeout: 60_000,
    });
    await vi.waitFor(() => expect(agentsInRoomOf(participant)).toEqual([first]), {
      timeout: 60_000,
    });
    expect(await participant.ask('How many grams are in one cup of flour?')).toMatch(/120/);
    await participant.leave();
  });

  it('finishes its reply when its worker receives SIGTERM, and leaves no process behind', async () => {
    const participant = await TestParticipant.join(addresses);
    const turnId = await participant.type('How many grams are in one cup of flour?');
    await participant.message(
      (message) =>
        message.type === 'turn' &&
        message.turnId === turnId &&
        message.progress.state === 'answering',
    );
    process.kill(workerOf(addresses), 'SIGTERM');
    await leaving(participant, 'shutting_down');
    expect(await participant.turnEnd(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/120/),
    });
    await participant.disconnected;
    await vi.waitFor(() => expect(processesWith(mark)).toEqual([]), { timeout: 60_000 });
  });
});
