import { decodeWav, speak } from '@bakebot/gemini-emulator';
import { SAMPLE_RATE } from '@bakebot/local-stack/participant';
import { selectParts } from '../parts.ts';
import { progress } from '../progress.ts';
import { Figures, report } from './report.ts';
import { AGENTS, Testbed, type AgentName } from './testbed.ts';
import { TimedParticipant } from './timed-participant.ts';

const TYPED = 'How many grams are in one cup of flour?';
const SPOKEN = 'Set a timer for twelve minutes.';
const LONG = 'Give me a recipe for pancakes.';

const SESSIONS = 5;
const TYPED_TURNS = 15;
const SPOKEN_TURNS = 6;

const PARTS: Readonly<Record<string, (testbed: Testbed, figures: AllFigures) => Promise<void>>> = {
  sessions: measureSessions,
  typed: measureTyped,
  'push-to-talk': measurePushToTalk,
  'press-over': measurePressOver,
  'open-microphone': measureOpenMicrophone,
  'barge-in': measureBargeIn,
};

/**
 * Measures the agent beside the bare agent, turn by turn in one run, with the Gemini emulator.
 *
 * @param parts names of `PARTS`; all by default
 */
export async function benchAgent(parts: readonly string[]): Promise<void> {
  const selected = selectParts(PARTS, parts);
  const testbed = await Testbed.open(SPOKEN);
  try {
    const figures: AllFigures = { bakebot: new Figures(), bare: new Figures() };
    for (const [name, measure] of selected) {
      progress(name);
      await measure(testbed, figures);
    }
    console.log(report(figures));
  } finally {
    await testbed.close();
  }
}

type AllFigures = Record<AgentName, Figures>;

/** Alternates between the agents, so that other load on the machine affects both. */
async function alternate(
  rounds: number,
  measure: (agent: AgentName) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) for (const agent of AGENTS) await measure(agent);
}

async function measureSessions(testbed: Testbed, figures: AllFigures): Promise<void> {
  await alternate(SESSIONS, async (agent) => {
    const participant = await TimedParticipant.join(testbed, agent);
    figures[agent].add('token → listening', participant.readyAfterMs);
    await participant.leave();
  });
}

async function measureTyped(testbed: Testbed, figures: AllFigures): Promise<void> {
  const participants = await joinBoth(testbed);
  await alternate(TYPED_TURNS, async (agent) => {
    const { acknowledgedMs, firstTextMs, firstAudioMs } = await participants[agent].type(TYPED);
    if (acknowledgedMs !== undefined) figures[agent].add('typed → acknowledged', acknowledgedMs);
    figures[agent].add('typed → first text', firstTextMs);
    figures[agent].add('typed → first sound', firstAudioMs);
  });
  await leave(participants);
}

async function measurePushToTalk(testbed: Testbed, figures: AllFigures): Promise<void> {
  const speech = await speakQuestion();
  const participants = await joinBoth(testbed, { pushToTalk: true });
  await alternate(SPOKEN_TURNS, async (agent) => {
    figures[agent].add('release → first sound', await participants[agent].holdToTalk(speech));
  });
  await leave(participants);
}

async function measurePressOver(testbed: Testbed, figures: AllFigures): Promise<void> {
  const participants = await joinBoth(testbed, { pushToTalk: true });
  await alternate(SPOKEN_TURNS, async (agent) => {
    figures[agent].add('press → silence', await participants[agent].pressOver(LONG));
  });
  await leave(participants);
}

async function measureOpenMicrophone(testbed: Testbed, figures: AllFigures): Promise<void> {
  const speech = await speakQuestion();
  const participants = await joinBoth(testbed);
  await alternate(SPOKEN_TURNS, async (agent) => {
    figures[agent].add('end of speech → first sound', await participants[agent].speak(speech));
  });
  await leave(participants);
}

async function measureBargeIn(testbed: Testbed, figures: AllFigures): Promise<void> {
  const speech = await speakQuestion();
  const participants = await joinBoth(testbed);
  await alternate(SPOKEN_TURNS, async (agent) => {
    figures[agent].add('barge-in → silence', await participants[agent].bargeIn(LONG, speech));
  });
  await leave(participants);
}

async function speakQuestion(): Promise<Int16Array> {
  return decodeWav(await speak(SPOKEN, { sampleRate: SAMPLE_RATE })).samples;
}

async function joinBoth(
  testbed: Testbed,
  options: { pushToTalk?: boolean } = {},
): Promise<Record<AgentName, TimedParticipant>> {
  const bakebot = await TimedParticipant.join(testbed, 'bakebot', options);
  const bare = await TimedParticipant.join(testbed, 'bare', options);
  return { bakebot, bare };
}

async function leave({ bakebot, bare }: Record<AgentName, TimedParticipant>): Promise<void> {
  await Promise.all([bakebot.leave(), bare.leave()]);
}
