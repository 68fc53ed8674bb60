import { type AgentName, AGENTS, Kitchen } from '../agent/kitchen.ts';
import { Visitor } from '../agent/visitor.ts';
import { chosen } from '../parts.ts';
import { progress } from '../progress.ts';
import { memoryOf } from './memory-of.ts';

const QUESTION = 'How many grams are in one cup of flour?';

/** Characters of the first column. */
const WIDTH = 30;

const AT_ONCE = [1, 5, 10] as const;
const AFTER_TURNS = [10, 40, 70, 100] as const;
const AFTER_SESSIONS = [5, 10, 15, 20] as const;

const PARTS: Readonly<Record<string, (kitchen: Kitchen) => Promise<void>>> = {
  turns: measureGrowthByTurns,
  sessions: measureGrowthBySessions,
  'at-once': measureSessionsAtOnce,
};

/**
 * Measures how much memory sessions take, side by side with those of the shortest agent, and whether it grows. Takes a quarter
 * of an hour, and prints each figure as it has it.
 *
 * @param parts which of `PARTS`; none means all
 */
export async function benchMemory(parts: readonly string[]): Promise<void> {
  const wanted = chosen(PARTS, parts);
  const kitchen = await Kitchen.open(QUESTION);
  try {
    print('MB', ...AGENTS);
    for (const [, measure] of wanted) await measure(kitchen);
  } finally {
    await kitchen.close();
  }
}

function print(what: string, ...cells: string[]): void {
  console.log([what.padEnd(WIDTH), ...cells.map((cell) => cell.padStart(WIDTH / 3))].join(''));
}

/** Of the whole worker, while one user asks and asks. */
async function measureGrowthByTurns(kitchen: Kitchen): Promise<void> {
  const visitors = await Promise.all(AGENTS.map((agent) => join(kitchen, agent)));
  let turns = 0;
  for (const count of AFTER_TURNS) {
    progress(`up to ${count} turns`);
    for (; turns < count; turns++) {
      await Promise.all(visitors.map((visitor) => visitor.type(QUESTION)));
    }
    tell(`after ${count} turns`, memoryOf);
  }
  await leave(visitors);
}

/** Of the whole worker, after one user after the other has left. */
async function measureGrowthBySessions(kitchen: Kitchen): Promise<void> {
  let sessions = 0;
  for (const count of AFTER_SESSIONS) {
    progress(`up to ${count} sessions`);
    for (; sessions < count; sessions++) {
      for (const agent of AGENTS) {
        const visitor = await join(kitchen, agent);
        await visitor.type(QUESTION);
        await visitor.leave();
      }
    }
    tell(`after ${count} sessions`, memoryOf);
  }
}

/** Of one session, when there are several at once. */
async function measureSessionsAtOnce(kitchen: Kitchen): Promise<void> {
  const ofAgents: Record<AgentName, number[]> = { bakebot: [], bare: [] };
  for (const agent of AGENTS) {
    const idle = memoryOf(agent);
    const visitors: Visitor[] = [];
    for (const count of AT_ONCE) {
      progress(`${count} at once, ${agent}`);
      while (visitors.length < count) visitors.push(await join(kitchen, agent));
      await Promise.all(visitors.map((visitor) => visitor.type(QUESTION)));
      ofAgents[agent].push((memoryOf(agent) - idle) / count);
    }
    await leave(visitors);
  }
  for (const [index, count] of AT_ONCE.entries()) {
    tell(`a session, of ${count} at once`, (agent) => ofAgents[agent][index] ?? Number.NaN);
  }
}

function join(kitchen: Kitchen, agent: AgentName): Promise<Visitor> {
  return Visitor.join(kitchen, agent, { speaks: false });
}

async function leave(visitors: readonly Visitor[]): Promise<void> {
  await Promise.all(visitors.map((visitor) => visitor.leave()));
}

function tell(what: string, megabytes: (agent: AgentName) => number): void {
  print(what, ...AGENTS.map((agent) => megabytes(agent).toFixed(0)));
}
