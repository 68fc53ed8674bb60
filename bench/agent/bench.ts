import { decodeWav, speak } from '@bakebot/gemini-emulator';
import { type AgentName, AGENTS, Kitchen } from './kitchen.ts';
import { Figures, report } from './report.ts';
import { chosen } from '../parts.ts';
import { progress } from '../progress.ts';
import { Visitor } from './visitor.ts';

const TYPED = 'How many grams are in one cup of flour?';
const SPOKEN = 'Set a timer for twelve minutes.';
const LONG = 'Give me a recipe for pancakes.';

const SESSIONS = 5;
const TYPED_TURNS = 15;
const SPOKEN_TURNS = 6;

const PARTS: Readonly<Record<string, (kitchen: Kitchen, figures: All) => Promise<void>>> = {
  sessions: measureSessions,
  typed: measureTyped,
  'push-to-talk': measurePushToTalk,
  'press-over': measurePressOver,
  'open-microphone': measureOpenMicrophone,
  'barge-in': measureBargeIn,
};

/**
 * Measures our agent beside the shortest one, turn by turn in one run, with the same emulator in Gemini's place.
 *
 * @param parts which of `PARTS`; none means all
 */
export async function benchAgent(parts: readonly string[]): Promise<void> {
  const wanted = chosen(PARTS, parts);
  const kitchen = await Kitchen.open(SPOKEN);
  try {
    const figures: All = { bakebot: new Figures(), bare: new Figures() };
    for (const [name, measure] of wanted) {
      progress(name);
      await measure(kitchen, figures);
    }
    console.log(report(figures));
  } finally {
    await kitchen.close();
  }
}

type All = Record<AgentName, Figures>;

/** One agent after the other, so that whatever else the machine does meets both. */
async function inTurn(rounds: number, work: (agent: AgentName) => Promise<void>): Promise<void> {
  for (let round = 0; round < rounds; round++) for (const agent of AGENTS) await work(agent);
}

async function measureSessions(kitchen: Kitchen, figures: All): Promise<void> {
  await inTurn(SESSIONS, async (agent) => {
    const visitor = await Visitor.join(kitchen, agent);
    figures[agent].note('token → listening', visitor.readyAfterMs);
    await visitor.leave();
  });
}

async function measureTyped(kitchen: Kitchen, figures: All): Promise<void> {
  const visitors = await both(kitchen);
  await inTurn(TYPED_TURNS, async (agent) => {
    const { acknowledgedMs, firstTextMs, firstAudioMs } = await visitors[agent].type(TYPED);
    if (acknowledgedMs !== undefined) {
      figures[agent].note('typed → acknowledged', acknowledgedMs);
    }
    figures[agent].note('typed → first text', firstTextMs);
    figures[agent].note('typed → first sound', firstAudioMs);
  });
  await leave(visitors);
}

async function measurePushToTalk(kitchen: Kitchen, figures: All) {
  const speech = await spoken();
  const visitors = await both(kitchen, { pushToTalk: true });
  await inTurn(SPOKEN_TURNS, async (agent) => {
    figures[agent].note('release → first sound', await visitors[agent].holdToTalk(speech));
  });
  await leave(visitors);
}

async function measurePressOver(kitchen: Kitchen, figures: All) {
  const visitors = await both(kitchen, { pushToTalk: true });
  await inTurn(SPOKEN_TURNS, async (agent) => {
    figures[agent].note('press → silence', await visitors[agent].pressOver(LONG));
  });
  await leave(visitors);
}

async function measureOpenMicrophone(kitchen: Kitchen, figures: All) {
  const speech = await spoken();
  const visitors = await both(kitchen);
  await inTurn(SPOKEN_TURNS, async (agent) => {
    figures[agent].note('end of speech → first sound', await visitors[agent].speak(speech));
  });
  await leave(visitors);
}

async function measureBargeIn(kitchen: Kitchen, figures: All) {
  const speech = await spoken();
  const visitors = await both(kitchen);
  await inTurn(SPOKEN_TURNS, async (agent) => {
    figures[agent].note('barge-in → silence', await visitors[agent].bargeIn(LONG, speech));
  });
  await leave(visitors);
}

/** Sound at the microphone's rate. */
async function spoken(): Promise<Int16Array> {
  return decodeWav(await speak(SPOKEN, { sampleRate: 48_000 })).samples;
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
