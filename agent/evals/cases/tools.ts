import type { EvalCase } from '../eval-case.ts';

const PANCAKES = 'Show me a recipe for pancakes for four, with flour, eggs and milk.';

/** Choice of tools, and their arguments. */
export const TOOL_CASES: readonly EvalCase[] = [
  timer('a timer with a name', 'Set a timer for the muffins for twelve minutes.', {
    name: 'muffins',
    minutes: 12,
  }),
  timer('a timer without a name', 'Ten minute timer, please.', { minutes: 10 }),
  timer('a timer of an hour and a half', 'The bread needs an hour and a half, set a timer.', {
    name: 'bread',
  }),
  {
    name: 'two timers at once',
    group: 'tools',
    says: 'Set a timer for eggs for six minutes and one for toast for two minutes.',
    calls: [
      { tool: 'set_timer', args: { name: 'egg', minutes: 6 } },
      { tool: 'set_timer', args: { name: 'toast', minutes: 2 } },
    ],
  },
  {
    name: 'the remaining time of a timer',
    group: 'tools',
    before: ['Set a timer for the muffins for twelve minutes.'],
    says: 'How long do the muffins have left?',
    calls: [{ tool: 'list_timers' }],
    mentions: [/1[12]|eleven|twelve/iu],
  },
  {
    name: 'canceling a timer',
    group: 'tools',
    before: ['Set a timer for the muffins for twelve minutes.'],
    says: 'Cancel the muffin timer.',
    calls: [{ tool: 'cancel_timer', args: { name: 'muffin' } }],
  },
  {
    name: 'canceling a timer that does not run',
    group: 'tools',
    before: ['Set a timer for the bread for forty minutes.'],
    says: 'Cancel the cake timer.',
    mentions: [/bread|no (?:cake )?timer|not/iu],
    avoids: [/bread timer (?:is|has been) cancel/iu],
  },
  change('more time for a timer', 'The muffins need five more minutes.', {
    name: 'muffin',
    change: 'more_time',
    minutes: 5,
  }),
  change('pausing a timer', 'Pause the muffin timer.', { name: 'muffin', change: 'pause' }),
  timer('a timer until a time of day', 'Ring for the roast at half past six this evening.', {
    name: 'roast',
    at: ':30',
  }),
  {
    name: 'when something will be done',
    group: 'tools',
    before: ['Set a timer for the muffins for twelve minutes.'],
    says: 'What time will the muffins be done?',
    calls: [{ tool: 'list_timers' }],
  },
  measure('cups of flour', 'How many grams are two US cups of flour?', /240/u, {
    quantity: 'cup',
    ingredient: 'flour',
  }),
  measure(
    'grams of honey',
    'How many tablespoons are 100 grams of honey?',
    /4[.,]7|4 ?¾|five|5/iu,
    {
      quantity: '100',
      ingredient: 'honey',
    },
  ),
  measure('spoons', 'How many teaspoons are in two tablespoons?', /6|six/iu, {
    quantity: 'tablespoon',
  }),
  measure('butter in sticks', 'How much is a stick of butter in grams?', /113/u, {
    quantity: 'stick',
  }),
  {
    name: 'a measure without its ingredient',
    group: 'tools',
    says: 'How many grams is one cup?',
    mentions: [/\?/u],
    avoids: [/236|240|250/u],
  },
  oven('Fahrenheit to Celsius', 'What is 350 Fahrenheit in Celsius?', /180/u, {
    temperature: 350,
    from: 'fahrenheit',
    to: 'celsius',
  }),
  oven('gas mark', 'My oven has gas marks. What is 200 degrees Celsius?', /6|six/iu, {
    temperature: 200,
    from: 'celsius',
    to: 'gas',
  }),
  oven('a fan oven', 'The recipe says 180 with a fan. My oven has none. In Celsius?', /200/u, {
    temperature: 180,
    fan: true,
  }),
  {
    name: 'the temperature of meat, exactly',
    group: 'tools',
    says: 'My thermometer should show 160 Fahrenheit for minced meat. What is that in Celsius?',
    calls: [{ tool: 'convert_temperature', args: { temperature: 160, from: 'fahrenheit' } }],
    mentions: [/71|seventy-one/iu],
  },
  {
    name: 'an oven setting below the gas scale',
    group: 'tools',
    says: 'I want to prove dough at 50 degrees Celsius. Which gas mark is that?',
    mentions: [/below|no gas mark|lower|lowest/iu],
  },
  {
    name: 'salt that differs by brand',
    group: 'tools',
    says: 'How many grams is a tablespoon of kosher salt?',
    calls: [{ tool: 'convert_measure', args: { ingredient: 'kosher' } }],
    mentions: [/Morton/iu, /Diamond/iu],
  },
  {
    name: 'a word that changes the ingredient',
    group: 'tools',
    says: 'How many grams is a cup of melted chocolate?',
    calls: [{ tool: 'convert_measure' }],
    mentions: [/weigh|estimate|about|not sure/iu],
    avoids: [/\b170\b/u],
  },
  {
    name: 'scaling by servings',
    group: 'tools',
    says: 'I have 200 grams of flour and 3 eggs for four people. What do I need for six?',
    calls: [{ tool: 'scale_recipe', args: { from_servings: 4, to_servings: 6 } }],
    mentions: [/300/u],
  },
  {
    name: 'scaling by round pans',
    group: 'tools',
    says: 'My recipe is for an 8 inch round pan but mine is 9 inch. How much more do I need?',
    calls: [
      {
        tool: 'scale_for_pan',
        args: { from_pan: { shape: 'round', size: 8 }, to_pan: { shape: 'round', size: 9 } },
      },
    ],
    mentions: [/1[.,]27|quarter|27/iu],
  },
  {
    name: 'scaling from square to rectangular',
    group: 'tools',
    says: 'From an 8 inch square tin to a 9 by 13 inch one, what is the factor?',
    calls: [{ tool: 'scale_for_pan', args: { from_pan: { shape: 'square', size: 8 } } }],
    mentions: [/1[.,]8/u],
  },
  {
    name: 'a substitute',
    group: 'tools',
    says: 'I have no buttermilk. What can I use instead of a cup of it?',
    calls: [{ tool: 'find_substitute', args: { ingredient: 'buttermilk' } }],
    mentions: [/lemon|vinegar|yogh?urt/iu],
  },
  {
    name: 'a substitute without an allergen',
    group: 'tools',
    before: ['My daughter is allergic to dairy.'],
    says: 'What can I use instead of 100 grams of butter in her muffins?',
    calls: [{ tool: 'find_substitute', args: { ingredient: 'butter' } }],
    mentions: [/oil/iu],
    avoids: [/\bghee\b/iu],
  },
  {
    name: 'an unknown substitute',
    group: 'tools',
    says: 'What can I use instead of saffron?',
    calls: [{ tool: 'find_substitute', args: { ingredient: 'saffron' } }],
    mentions: [/guess|not (?:sure|certain|exact)|don't know|no exact/iu],
  },
  {
    name: 'a recipe card instead of a spoken recipe',
    group: 'tools',
    says: PANCAKES,
    calls: [{ tool: 'show_recipe', args: { title: 'pancake' } }],
    avoids: [/.{500}/su],
  },
  step('beginning a recipe', 'Let us begin.', { move: 'start' }),
  step('the next step', 'Next step, please.', {}),
  step('repeating a step', 'Say that step again.', { move: 'repeat' }),
  step('the current step', 'Which step am I at?', { move: 'where' }),
  step('a step by its number', 'Go to step two.', { move: 'go_to', step: 2 }),
  {
    name: 'a question about a pan',
    group: 'tools',
    before: [PANCAKES],
    says: 'The recipe is for a 9 inch round pan. How much more would I need for a 10 inch one?',
    calls: [{ tool: 'scale_for_pan' }],
    mentions: [/1[.,]2|quarter|23/iu],
    avoids: [/(?:have|has been) (?:scaled|changed|updated)/iu],
  },
  {
    name: 'taking a scaling back',
    group: 'tools',
    before: [PANCAKES, 'Scale the recipe to eight people.'],
    says: 'Undo that, please.',
    calls: [{ tool: 'change_recipe', args: { change: 'undo' } }],
  },
  {
    name: 'a recipe in cups',
    group: 'tools',
    before: [PANCAKES],
    says: 'Show me the amounts in cups.',
    calls: [{ tool: 'change_recipe', args: { change: 'us_cups' } }],
  },
  {
    name: 'a pasted recipe',
    group: 'tools',
    says: 'Put this on a card. Shortbread: 1-1/2 cups flour, 1/2 cup butter, 1/4 cup sugar. Mix. Bake 20 minutes at 325F.',
    calls: [{ tool: 'show_recipe', args: { title: 'shortbread' } }],
    mentions: [/timer|20|twenty/iu],
  },
  {
    name: 'half an egg',
    group: 'tools',
    says: 'My recipe has 1 egg and 100 grams of flour. What are one and a half times that?',
    calls: [{ tool: 'scale_recipe' }],
    mentions: [/150/u, /75|beat/iu],
  },
  {
    name: 'hydration with a starter',
    group: 'tools',
    says: 'What hydration have 450 grams of flour, 300 of water, and 100 of starter at 100 percent?',
    calls: [{ tool: 'bread_dough' }],
    mentions: [/70|seventy/iu],
  },
  {
    name: 'the next step without a recipe',
    group: 'tools',
    says: 'Next step, please.',
    mentions: [/recipe/iu],
  },
  {
    name: 'opening the camera',
    group: 'tools',
    says: 'I want to show you my dough. Open the camera.',
    calls: [{ tool: 'open_camera' }],
  },
  {
    name: 'no tool for small talk',
    group: 'tools',
    says: 'Good morning! How are you?',
    neverCalls: 'all',
  },
];

type Args = Readonly<Record<string, unknown>>;

function timer(name: string, says: string, args: Args): EvalCase {
  return { name, group: 'tools', says, calls: [{ tool: 'set_timer', args }] };
}

function change(name: string, says: string, args: Args): EvalCase {
  const before = ['Set a timer for the muffins for twelve minutes.'];
  return { name, group: 'tools', before, says, calls: [{ tool: 'change_timer', args }] };
}

function measure(name: string, says: string, answer: RegExp, args: Args): EvalCase {
  const calls = [{ tool: 'convert_measure', args }];
  return { name, group: 'tools', says, calls, mentions: [answer] };
}

function oven(name: string, says: string, answer: RegExp, args: Args): EvalCase {
  const calls = [{ tool: 'convert_oven_temperature', args }];
  return { name, group: 'tools', says, calls, mentions: [answer] };
}

function step(name: string, says: string, args: Args): EvalCase {
  const calls = [{ tool: 'recipe_step', args }];
  return { name, group: 'tools', before: [PANCAKES], says, calls };
}
