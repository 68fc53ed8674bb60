import type { Recipe, Timer, Usage } from '@bakebot/client';
import { settle, type TestService } from '@bakebot/client/testing';

const MINUTE = 60_000;

const pancakes: Recipe = {
  id: 'recipe-1',
  title: 'Fluffy buttermilk pancakes',
  servings: 4,
  ingredients: [
    { amount: 200, unit: 'g', name: 'all-purpose flour' },
    { amount: 1.5, unit: 'tsp', name: 'baking powder' },
    { amount: 0.5, unit: 'tsp', name: 'salt' },
    { amount: 2, unit: '', name: 'eggs' },
    { amount: 300, unit: 'ml', name: 'buttermilk' },
    { unit: '', name: 'butter, for the pan' },
  ],
  steps: [
    'Whisk the flour, the baking powder and the salt in a large bowl.',
    'Beat the eggs with the buttermilk, and stir both into the flour. Stop while it is still lumpy.',
    'Let the batter rest for ten minutes while the pan warms up.',
    'Bake a ladle at a time in a little butter, two minutes a side, until bubbles stay open.',
  ],
};

const usage: Usage = {
  durationMs: 5 * MINUTE,
  turns: 3,
  lines: [
    line('gemini-3.6-flash', 'in', 'text', 'tokens', 4120, 0.0012),
    line('gemini-3.6-flash', 'out', 'text', 'tokens', 310, 0.0008),
    line('gemini-3.6-flash', 'in', 'image', 'tokens', 1120, 0.0008),
    line('gemini-3.8-flash-lite-tts', 'out', 'audio', 'seconds', 21, undefined),
  ],
  costUsd: 0.0021,
};

function line(
  model: string,
  direction: 'in' | 'out',
  modality: 'text' | 'audio' | 'image',
  unit: 'tokens' | 'seconds',
  amount: number,
  costUsd: number | undefined,
): Usage['lines'][number] {
  const cost = costUsd === undefined ? {} : { costUsd };
  return { provider: 'Gemini', model, direction, modality, unit, amount, ...cost };
}

function timer(id: string, name: string, minutes: number, gone: number): Timer {
  const startedAt = Date.now() - gone * MINUTE;
  const ringsAt = startedAt + minutes * MINUTE;
  return { id, name, startedAt, ringsAt, state: minutes <= gone ? 'rung' : 'running' };
}

type Scene = (stage: TestService) => Promise<void>;

async function arrive({ service, agent }: TestService): Promise<void> {
  await service.connect();
  agent.is('listening');
  agent.says('Welcome to the kitchen! What are we baking today?');
}

async function ask({ service, agent }: TestService, text: string, answer: string): Promise<void> {
  await service.sendText(text);
  await settle();
  agent.answers(answer);
}

async function talk(stage: TestService): Promise<void> {
  const { service, agent } = stage;
  await arrive(stage);
  await ask(stage, 'How many grams is a cup of flour?', 'A cup of all-purpose flour is 120 grams.');
  await service.sendImage([{ uri: 'loaf' }], { caption: 'Is the crust dark enough?' });
  await settle();
  agent.answers('Almost. Give it five more minutes, until the ridges are a deep chestnut brown.');
  agent.keepsTimers([
    timer('t1', 'sourdough', 35, 30),
    timer('t2', 'butter out of the fridge', 20, 3),
  ]);
  agent.reportsUsage(usage);
}

/** States of the page, by name. */
export const SCENES = {
  welcome: async () => undefined,

  unreachable: async ({ service, device }) => {
    device.prepareRoom = (room) => {
      room.joinError = new Error('no route');
    };
    await service.connect().catch(() => undefined);
  },

  waiting: async ({ service }) => service.connect(),

  conversation: talk,

  recipe: async (stage) => {
    await talk(stage);
    await ask(
      stage,
      'And a recipe for pancakes?',
      'Here are fluffy buttermilk pancakes, for four.',
    );
    stage.agent.showsRecipe({ ...pancakes, currentStep: 1 });
  },

  talking: async (stage) => {
    await talk(stage);
    await stage.service.startVoiceRecording();
  },

  answering: async (stage) => {
    await talk(stage);
    await stage.service.sendText('Why do I have to let the batter rest?');
    await settle();
    await stage.agent
      .beginsToAnswer()
      .says('Flour needs time to drink. While the batter rests, the');
  },

  ringing: async (stage) => {
    await talk(stage);
    stage.agent.keepsTimers([timer('t1', 'sourdough', 35, 35), timer('t2', 'butter', 20, 3)]);
    stage.agent.says('Time is up for: sourdough.');
  },

  failed: async (stage) => {
    const { service, agent } = stage;
    await talk(stage);
    await service.sendText('What goes with two ripe bananas?');
    await settle();
    agent.fails('model_unavailable');
    agent.leaves();
    await settle();
  },

  reconnecting: async (stage) => {
    await talk(stage);
    stage.device.losesNetwork();
    await stage.service.sendText('Are you still there?');
  },
} as const satisfies Record<string, Scene>;

export function isSceneName(name: string): name is keyof typeof SCENES {
  return name in SCENES;
}
