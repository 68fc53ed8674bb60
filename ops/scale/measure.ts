import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Conversation } from '../smoke/conversation.ts';
import { requestRoomToken } from '../smoke/room-token.ts';
import { obtainSession } from '../smoke/session.ts';
import { agentProcesses, type ProcessUse } from './processes.ts';
import { type StackAddresses, withLocalStack } from '@bakebot/local-stack';

/** How long each phase is watched, in ms. */
const PHASE_MS = 20_000;

const mark = `BAKEBOT_MEASUREMENT=${randomUUID()}`;
const [name = '', value = ''] = mark.split('=');

/** Measures with so many conversations at once, and tells it. */
export async function measure(conversations: number): Promise<void> {
  await withLocalStack({ env: { [name]: value } }, async (_, addresses) => {
    report('no conversation', await phase());
    const rooms = await Promise.all(Array.from({ length: conversations }, () => join(addresses)));
    report(`${conversations} conversations, nobody says anything`, await phase());
    let turns = 0;
    const until = Date.now() + PHASE_MS;
    const talking = rooms.map(async (room) => {
      while (Date.now() < until) {
        await room.ask('How many grams are in one cup of flour?');
        turns += 1;
      }
    });
    report(`${conversations} conversations, all answered all the time`, await phase());
    await Promise.all(talking);
    console.log(`${turns} turns in ${PHASE_MS / 1000} s`);
    await Promise.all(rooms.map((room) => room.leave()));
  });
}

async function join(addresses: StackAddresses): Promise<Conversation> {
  const room = new Conversation();
  const token = await requestRoomToken({
    url: addresses.token_endpoint,
    session: await obtainSession({ kind: 'sign-in', url: addresses.session_endpoint }),
    requestId: randomUUID(),
  });
  await room.join(token.server_url, token.participant_token);
  await room.waitForAgent();
  return room;
}

/** Processes at the end of a phase, with the processor's share that each had in it. */
async function phase(): Promise<(ProcessUse & { cores: number })[]> {
  const before = agentProcesses(mark);
  await delay(PHASE_MS);
  return agentProcesses(mark).map((process_) => {
    const start = before.find(({ pid }) => pid === process_.pid)?.cpuSeconds ?? 0;
    return Object.assign(process_, { cores: ((process_.cpuSeconds - start) * 1000) / PHASE_MS });
  });
}

function report(title: string, processes: (ProcessUse & { cores: number })[]): void {
  console.log(`\n${title}`);
  for (const kind of ['worker', 'inference', 'job'] as const) {
    const all = processes.filter((process_) => process_.kind === kind);
    if (all.length === 0) continue;
    const memory = all.map(({ memoryMb }) => memoryMb.toFixed(0)).join(', ');
    const cores = all.map(({ cores: share }) => share.toFixed(3)).join(', ');
    console.log(`  ${all.length} ${kind}: ${memory} MB; ${cores} cores`);
  }
}
