import type { DispatchMetadata } from '@bakebot/protocol';
import { initializeLogger, type llm, voice } from '@livekit/agents';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Assistant } from './assistant.ts';
import { createInstructions } from './instructions.ts';
import { KitchenTimers } from './timers/kitchen-timers.ts';
import { measureTools } from './tools/measure-tools.ts';
import { timerTools } from './tools/timer-tools.ts';

const USER: DispatchMetadata = {
  v: 1,
  subject: 'ada',
  identity: 'ada',
  locale: 'en-GB',
  name: 'Ada "the baker"',
  preferences: { units: 'metric' },
  correlationId: 'c',
};

type ToolCase = readonly [name: string, args: Record<string, unknown>, expected: string];

const ANSWERS: ToolCase[] = [
  ['convert_measure', { amount: 1, from: 'cup', to: 'g', ingredient: 'flour' }, '"amount":120'],
  [
    'convert_oven_temperature',
    { temperature: 350, from: 'fahrenheit', to: 'celsius' },
    '"temperature":175',
  ],
  [
    'convert_oven_temperature',
    { temperature: 200, from: 'celsius', to: 'celsius' },
    '"withFan":180',
  ],
  [
    'scale_recipe',
    { ingredients: [{ name: 'flour', amount: 250, unit: 'g' }], from_servings: 4, to_servings: 6 },
    '"amount":375',
  ],
  ['set_timer', { name: 'muffins', minutes: 20 }, '"name":"muffins"'],
  ['list_timers', {}, '[]'],
];

const REFUSALS: ToolCase[] = [
  ['convert_measure', { amount: 1, from: 'cup', to: 'g' }, 'ingredient is needed'],
  ['convert_measure', { amount: 1, from: 'smidgen', to: 'g' }, 'Unknown unit "smidgen"'],
  ['convert_measure', { amount: 1, from: 'cup', to: 'g', ingredient: 'gravel' }, 'gravel'],
  ['set_timer', { name: 'nothing' }, 'between one second and three days'],
  ['cancel_timer', { name: 'cake' }, 'Running: none'],
];

/** What a user would type for the fake model to call a tool. */
function askFor([name, args]: ToolCase): string {
  return `${name} ${JSON.stringify(args)}`;
}

let session: voice.AgentSession;
let timers: KitchenTimers;

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  timers = new KitchenTimers({ changed: () => {}, rang: () => {} });
  session = new voice.AgentSession({
    llm: new voice.testing.FakeLLM(
      [...ANSWERS, ...REFUSALS].map((each) => ({
        input: askFor(each),
        toolCalls: [{ name: each[0], args: each[1] }],
      })),
    ),
    vad: null,
    turnHandling: { turnDetection: null },
  });
  const tools = [...timerTools(timers, () => 0), ...measureTools()];
  await session.start({ agent: new Assistant({ instructions: createInstructions(USER), tools }) });
});
afterEach(() => {
  for (const { name } of timers.running()) timers.cancel(name);
});
afterAll(() => session.close());

async function outputOf(tool: ToolCase): Promise<llm.FunctionCallOutput> {
  const result = await session.run({ userInput: askFor(tool) }).wait();
  result.expect.nextEvent().isFunctionCall({ name: tool[0] });
  return result.expect.nextEvent().isFunctionCallOutput().event().item;
}

describe('the tools', () => {
  it.each(ANSWERS)('%s %j answers %s', async (...tool) => {
    const { output, isError } = await outputOf(tool);
    expect({ output, isError }).toEqual({
      output: expect.stringContaining(tool[2]),
      isError: false,
    });
  });

  it.each(REFUSALS)('%s %j tells the model what is wrong: %s', async (...tool) => {
    const { output, isError } = await outputOf(tool);
    expect({ output, isError }).toEqual({
      output: expect.stringContaining(tool[2]),
      isError: true,
    });
  });
});

describe('the prompt', () => {
  it('quotes what comes from the user, so that it stays a value', () => {
    expect(createInstructions(USER)).toContain('Ada \\"the baker\\"');
    expect(createInstructions(USER)).toContain('"units" is "metric"');
  });
});
