import { decodeWav, speak } from '@bakebot/gemini-emulator';
import { type AgentName, Kitchen } from './kitchen.ts';
import { memoryOf } from './memory.ts';
import { type FigureName, type Figures, noFigures, report } from './report.ts';
import { Visitor } from './visitor.ts';

const AGENTS: readonly AgentName[] = ['bakebot', 'bare'];

const TYPED = 'How many grams are in one cup of flour?';
const SPOKEN = 'Set a timer for twelve minutes.';
const LONG = 'Give me a recipe for pancakes.';

const SESSIONS = 5;
const TYPED_TURNS = 15;
const SPOKEN_TURNS = 6;
const AT_ONCE = [1, 5, 10] as const;

/** Measures our agent beside the shortest one, turn by turn in one run, with the same emulator in Gemini's place. */
export async function benchAgent(): Promise<void> {
  const kitchen = await Kitchen.open();
  try {
    const speech = decodeWav(await speak(SPOKEN, { sampleRate: 48_000 })).samples;
    const figures: Record<AgentName, Figures> = { bakebot: noFigures(), bare: noFigures() };
    await measureSessions(kitchen, figures);
    await measureTyped(kitchen, figures);
    await measurePushToTalk(kitchen, figures, speech);
    await measureOpenMicrophone(kitchen, figures, speech);
    await measureBargeIn(kitchen, figures, speech);
    await measureMemory(kitchen, figures);
    console.log(report(figures));
  } finally {
    await kitchen.close();
  }
}

type All = Record<AgentName, Figures>;

function note(figures: All, agent: AgentName, name: FigureName, value: number): void {
  figures[agent][name].push(value);
}

/** One agent after the other, so that whatever else the machine does meets both. */
async function inTurn(rounds: number, work: (agent: AgentName) => Promise<void>): Promise<void> {
  for (let round = 0; round < rounds; round++) for (const agent of AGENTS) await work(agent);
}

async function measureSessions(kitchen: Kitchen, figures: All): Promise<void> {
  console.error('token → listening');
  await inTurn(SESSIONS, async (agent) => {
    const visitor = await Visitor.join(kitchen, agent);
    note(figures, agent, 'token → listening', visitor.readyAfterMs);
    await visitor.leave();
  });
}

async function measureTyped(kitchen: Kitchen, figures: All): Promise<void> {
  console.error('typed turns');
  const visitors = await both(kitchen);
  await inTurn(TYPED_TURNS, async (agent) => {
    const { firstTextMs, firstAudioMs } = await visitors[agent].type(TYPED);
    note(figures, agent, 'typed → first text', firstTextMs);
    note(figures, agent, 'typed → first sound', firstAudioMs);
  });
  await leave(visitors);
}

async function measurePushToTalk(kitchen: Kitchen, figures: All, speech: Int16Array) {
  console.error('push-to-talk');
  const visitors = await both(kitchen, { pushToTalk: true });
  await inTurn(SPOKEN_TURNS, async (agent) => {
    note(figures, agent, 'release → first sound', await visitors[agent].holdToTalk(speech));
  });
  await leave(visitors);
}

async function measureOpenMicrophone(kitchen: Kitchen, figures: All, speech: Int16Array) {
  console.error('open microphone');
  const visitors = await both(kitchen);
  await inTurn(SPOKEN_TURNS, async (agent) => {
    note(figures, agent, 'end of speech → first sound', await visitors[agent].speak(speech));
  });
  await leave(visitors);
}

async function measureBargeIn(kitchen: Kitchen, figures: All, speech: Int16Array) {
  console.error('barge-in');
  const visitors = await both(kitchen);
  await inTurn(SPOKEN_TURNS, async (agent) => {
    note(figures, agent, 'barge-in → silence', await visitors[agent].bargeIn(LONG, speech));
  });
  await leave(visitors);
}

async function measureMemory(kitchen: Kitchen, figures: All): Promise<void> {
  for (const agent of AGENTS) {
    const idle = memoryOf(agent);
    const visitors: Visitor[] = [];
    for (const count of AT_ONCE) {
      console.error(`memory of ${count} sessions, ${agent}`);
      while (visitors.length < count) visitors.push(await Visitor.join(kitchen, agent));
      await Promise.all(visitors.map((visitor) => visitor.type(TYPED)));
      note(figures, agent, `MB a session, of ${count}`, (memoryOf(agent) - idle) / count);
    }
    await Promise.all(visitors.map((visitor) => visitor.leave()));
  }
}

async function both(
  kitchen: Kitchen,
  options: { pushToTalk?: boolean } = {},
): Promise<Record<AgentName, Visitor>> {
  const bakebot = await Visitor.join(kitchen, 'bakebot', options);
  const bare = await Visitor.join(kitchen, 'bare', options);
  return { bakebot, bare };
}

async function leave({ bakebot, bare }: Record<AgentName, Visitor>): Promise<void> {
  await Promise.all([bakebot.leave(), bare.leave()]);
}
