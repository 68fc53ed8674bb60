import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ParticipantKind } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestParticipant, requestRoomToken } from '@bakebot/local-stack/participant';
import { Semaphore } from './support/semaphore.ts';
import { type StackAddresses } from '@bakebot/local-stack';
import { StackProcess } from './support/stack-process.ts';

/** How long this stack keeps a room whose user has left: some absences below are shorter, one is longer. */
const DEPARTURE_SECONDS = 40;

/** After this, LiveKit no longer lists a participant whose process was killed. */
const PARTICIPANT_TIMEOUT_MS = 25_000;

let stack: StackProcess;
let addresses: StackAddresses;

beforeAll(async () => {
  stack = new StackProcess(['--no-playground', '--verbose'], {
    ROOM_MODE: 'stable',
    ROOM_DEPARTURE_SECONDS: `${DEPARTURE_SECONDS}`,
    GOOGLE_API_KEY: '',
    LIVEKIT_URL: '',
  });
  addresses = await stack.ready();
});
afterAll(async () => {
  await stack.stop();
  if (process.env['E2E_LOG']) process.stderr.write(stack.log);
});

type Visit = { readonly participant: TestParticipant; readonly agents: readonly string[] };

/** Two cores carry no more conversations that begin at the same time. */
const semaphore = new Semaphore(3);

function visit(subject: string): Promise<Visit> {
  return semaphore.use(async () => {
    const participant = await TestParticipant.join(addresses, { subject });
    return { participant, agents: await answeringAgents(participant) };
  });
}

const MAX_ATTEMPTS = 3;

/**
 * Asks a question, and returns the agents in the room once it is answered. A retryable failure is retried, as a user
 * would: on a busy machine replies time out.
 */
async function answeringAgents(participant: TestParticipant): Promise<string[]> {
  const ask = async () =>
    participant.turnEnd(await participant.type('How many grams are in one cup of flour?'));
  let { progress, text } = await ask();
  for (
    let attempt = 1;
    attempt < MAX_ATTEMPTS && progress.state === 'failed' && progress.retryable;
    attempt++
  ) {
    ({ progress, text } = await ask());
  }
  expect(progress).toEqual({ state: 'answered' });
  expect(text).toMatch(/120/);
  return [...participant.room.remoteParticipants.values()]
    .filter(({ kind }) => kind === ParticipantKind.AGENT)
    .map(({ identity }) => identity);
}

/** Requests two tokens at once and joins with both, as a double tap does. */
async function visitTwiceAtOnce(subject: string): Promise<Visit> {
  const participants = [new TestParticipant(), new TestParticipant()];
  const tokens = await Promise.all(
    participants.map(() => requestRoomToken(addresses, { subject })),
  );
  await Promise.allSettled(
    participants.map((participant, index) => {
      const { server_url: url = '', participant_token: token = '' } = tokens[index] ?? {};
      return participant.connect(url, token);
    }),
  );
  // Both have one identity: LiveKit disconnects the earlier connection.
  const participant = await vi.waitUntil(
    () => {
      const connected = participants.filter(({ room }) => room.isConnected);
      return connected.length === 1 && connected[0];
    },
    { timeout: 60_000 },
  );
  await participant.waitForAgent();
  return { participant, agents: await answeringAgents(participant) };
}

/** Kills the job process of an agent; the log has its process id. */
function kill(agent: string | undefined): void {
  const job = agent?.replace(/^agent-/, '');
  const line = stack.log.split('\n').find((text) => text.includes(`"jobID":"${job}"`));
  process.kill(Number(/"pid":(\d+)/.exec(line ?? '')?.[1]), 'SIGKILL');
}

// Concurrent, because most of it is waiting.
describe.concurrent('a lasting room', { timeout: 240_000 }, () => {
  it.each([1, 5, 19, 21, 60])(
    'keeps one answering agent in a lasting room when the user returns after %i s',
    async (seconds) => {
      const subject = randomUUID();
      const before = await visit(subject);
      await before.participant.leave();
      // The length of the absence is what is tested.
      await delay(seconds * 1000);
      const after = await visit(subject);
      expect(after.agents).toHaveLength(1);
      expect(after.participant.room.name).toBe(before.participant.room.name);
      expect(after.agents[0] === before.agents[0]).toBe(seconds < DEPARTURE_SECONDS);
      await after.participant.leave();
    },
  );

  it.each([
    ['at once', visit],
    ['twice at once', visitTwiceAtOnce],
    [
      'after LiveKit has removed the killed agent',
      (subject: string) => delay(PARTICIPANT_TIMEOUT_MS).then(() => visit(subject)),
    ],
  ])('replaces a killed agent in a lasting room when the user returns %s', async (_, comeBack) => {
    const subject = randomUUID();
    const before = await visit(subject);
    kill(before.agents[0]);
    await before.participant.leave();
    const after = await comeBack(subject);
    expect(after.agents).toHaveLength(1);
    expect(after.agents).not.toEqual(before.agents);
    expect(after.participant.room.name).toBe(before.participant.room.name);
    await after.participant.leave();
  });

  it('keeps one answering agent in a lasting room after a double tap', async () => {
    const { participant, agents } = await visitTwiceAtOnce(randomUUID());
    expect(agents).toHaveLength(1);
    await participant.leave();
  });
});
