import { AGENTS, Testbed, type AgentName } from '../agent/testbed.ts';
import { TimedParticipant } from '../agent/timed-participant.ts';
import { selectParts } from '../parts.ts';
import { agentProcesses } from '../process-use.ts';
import { progress } from '../progress.ts';

const QUESTION = 'How many grams are in one cup of flour?';

/** Characters of the first column. */
const WIDTH = 30;

const CONCURRENT_SESSIONS = [1, 5, 10] as const;
const AFTER_TURNS = [10, 40, 70, 100] as const;
const AFTER_SESSIONS = [5, 10, 15, 20] as const;

const PARTS: Readonly<Record<string, (testbed: Testbed) => Promise<void>>> = {
  turns: measureGrowthByTurns,
  sessions: measureGrowthBySessions,
  'at-once': measureConcurrentSessions,
};

/**
 * Measures the memory of sessions beside those of the bare agent, and its growth. Takes a quarter of an hour, and prints
 * each figure as soon as it is known. Linux only.
 *
 * @param parts names of `PARTS`; all by default
 */
export async function benchMemory(parts: readonly string[]): Promise<void> {
  const selected = selectParts(PARTS, parts);
  const testbed = await Testbed.open(QUESTION);
  try {
    printRow('MB', AGENTS);
    for (const [, measure] of selected) await measure(testbed);
  } finally {
    await testbed.close();
  }
}

/** Of the whole worker, during one conversation. */
async function measureGrowthByTurns(testbed: Testbed): Promise<void> {
  const participants = await Promise.all(AGENTS.map((agent) => join(testbed, agent)));
  let turns = 0;
  for (const count of AFTER_TURNS) {
    progress(`up to ${count} turns`);
    for (; turns < count; turns++) {
      await Promise.all(participants.map((participant) => participant.type(QUESTION)));
    }
    printMegabytes(`after ${count} turns`, (agent) => workerMb(testbed, agent));
  }
  await leave(participants);
}

/** Of the whole worker, after consecutive sessions. */
async function measureGrowthBySessions(testbed: Testbed): Promise<void> {
  let sessions = 0;
  for (const count of AFTER_SESSIONS) {
    progress(`up to ${count} sessions`);
    for (; sessions < count; sessions++) {
      for (const agent of AGENTS) {
        const participant = await join(testbed, agent);
        await participant.type(QUESTION);
        await participant.leave();
      }
    }
    printMegabytes(`after ${count} sessions`, (agent) => workerMb(testbed, agent));
  }
}

/** Of one session among several concurrent ones, beyond the idle worker. */
async function measureConcurrentSessions(testbed: Testbed): Promise<void> {
  const perSession: Record<AgentName, number[]> = { bakebot: [], bare: [] };
  for (const agent of AGENTS) {
    const idle = workerMb(testbed, agent);
    const participants: TimedParticipant[] = [];
    for (const count of CONCURRENT_SESSIONS) {
      progress(`${count} at once, ${agent}`);
      while (participants.length < count) participants.push(await join(testbed, agent));
      await Promise.all(participants.map((participant) => participant.type(QUESTION)));
      perSession[agent].push((workerMb(testbed, agent) - idle) / count);
    }
    await leave(participants);
  }
  for (const [index, count] of CONCURRENT_SESSIONS.entries()) {
    printMegabytes(`one of ${count} at once`, (agent) => perSession[agent][index] ?? Number.NaN);
  }
}

/** Memory of an agent's worker with its inference and job processes. */
function workerMb({ mark }: Testbed, agent: AgentName): number {
  return agentProcesses(mark, `AGENT_NAME=${agent}`).reduce((sum, use) => sum + use.memoryMb, 0);
}

function join(testbed: Testbed, agent: AgentName): Promise<TimedParticipant> {
  return TimedParticipant.join(testbed, agent, { microphone: false });
}

async function leave(participants: readonly TimedParticipant[]): Promise<void> {
  await Promise.all(participants.map((participant) => participant.leave()));
}

function printMegabytes(title: string, megabytes: (agent: AgentName) => number): void {
  printRow(
    title,
    AGENTS.map((agent) => megabytes(agent).toFixed(0)),
  );
}

function printRow(title: string, cells: readonly string[]): void {
  console.log([title.padEnd(WIDTH), ...cells.map((cell) => cell.padStart(WIDTH / 3))].join(''));
}
