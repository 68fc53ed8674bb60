import { describe, expect, it } from 'vitest';
import { BAKEBOT_TOOLS } from './testing/bakebot-tools.ts';
import { chooseReply } from './choose-reply.ts';
import type { Answer, Conversation, Picture, ToolResult, Turn } from './conversation.ts';
import type { Tool } from './tools.ts';

function user(text: string, pictures: readonly Picture[] = []): Turn {
  return { from: 'user', text, pictures };
}

function model(text: string): Turn {
  return { from: 'model', text, calls: [] };
}

function called(name: string, args: Record<string, unknown>): Turn {
  return { from: 'model', text: '', calls: [{ id: '1', name, args }] };
}

function after(...turns: Turn[]): Conversation {
  return { instructions: '', turns };
}

function reply(said: string, tools: readonly Tool[] = []): Answer {
  return chooseReply(after(user(said)), tools);
}

function textOf(given: Answer): string {
  return given.type === 'text' ? given.text : JSON.stringify(given.calls);
}

describe('tools', () => {
  it.each([
    ['Set a timer for ten minutes.', 'set_timer', { name: 'timer', minutes: 10 }],
    ['set a time of four ten minutes', 'set_timer', { name: 'timer', minutes: 10 }],
    ['Santa timer 14 minutes', 'set_timer', { name: 'timer', minutes: 14 }],
    ['Set timer for my muffins for twelve minutes.', 'set_timer', { name: 'muffins', minutes: 12 }],
    ['Please set a pasta timer for 8 minutes', 'set_timer', { name: 'pasta', minutes: 8 }],
    ['Set a timer for five minutes called eggs', 'set_timer', { name: 'eggs', minutes: 5 }],
    ['Start a 90 second timer', 'set_timer', { name: 'timer', minutes: 1, seconds: 30 }],
    ['A timer of an hour and a half for the bread', 'set_timer', { name: 'bread', minutes: 90 }],
    ['What timers are running?', 'list_timers', {}],
    ['How long is left on the muffin timer?', 'list_timers', {}],
    ['Cancel the muffin timer.', 'cancel_timer', { name: 'muffin' }],
    ['Can solve the muffin timer.', 'cancel_timer', { name: 'muffin' }],
    ['Stop my timer', 'cancel_timer', { name: '' }],
    [
      'How many grams are in one cup of flour?',
      'convert_measure',
      { quantity: 'one cup of flour', to: 'g', ingredient: 'flour' },
    ],
    [
      'How many rams are in one cup and flower?',
      'convert_measure',
      { quantity: 'one cup of flour', to: 'g', ingredient: 'flour' },
    ],
    [
      'How many rents are in one cup of flour?',
      'convert_measure',
      { quantity: 'one cup of flour', to: 'g', ingredient: 'flour' },
    ],
    [
      'Convert two cups of milk to milliliters',
      'convert_measure',
      { quantity: 'two cups of milk', to: 'ml', ingredient: 'milk' },
    ],
    [
      'How much is 2 tablespoons in ml?',
      'convert_measure',
      { quantity: '2 tablespoons', to: 'ml' },
    ],
    [
      'Convert three hundred fifty degrees Fahrenheit to Celsius.',
      'convert_oven_temperature',
      { temperature: 350, from: 'fahrenheit', to: 'celsius' },
    ],
    [
      'Convert 350°F to selsios',
      'convert_oven_temperature',
      { temperature: 350, from: 'fahrenheit', to: 'celsius' },
    ],
    [
      'What is gas mark 4 in celsius?',
      'convert_oven_temperature',
      { temperature: 4, from: 'gas', to: 'celsius' },
    ],
    [
      '180 degrees in Fahrenheit',
      'convert_oven_temperature',
      { temperature: 180, from: 'celsius', to: 'fahrenheit' },
    ],
    [
      'Scale 200 g flour, 2 eggs and 100 ml milk from 4 to 6 servings',
      'scale_recipe',
      {
        ingredients: [
          { name: 'flour', amount: 200, unit: 'g' },
          { name: 'eggs', amount: 2, unit: '' },
          { name: 'milk', amount: 100, unit: 'ml' },
        ],
        from_servings: 4,
        to_servings: 6,
      },
    ],
  ])('%s → %s', (said, name, args) => {
    expect(reply(said, BAKEBOT_TOOLS)).toEqual({ type: 'calls', calls: [{ name, args }] });
  });

  it('are called together when one sentence has two wishes', () => {
    const both = reply(
      'Set a timer for 8 minutes for the pasta and convert two cups to millilitres',
      BAKEBOT_TOOLS,
    );
    expect(both).toMatchObject({
      calls: [{ name: 'set_timer' }, { name: 'convert_measure', args: { quantity: 'two cups' } }],
    });
  });

  it('take up the last conversion: "and in cups?"', () => {
    const conversation = after(
      user('How many grams are two cups of flour?'),
      called('convert_measure', { quantity: 'two cups', to: 'g', ingredient: 'flour' }),
      { from: 'tools', results: [] },
      model('240 grams.'),
      user('And in ounces?'),
    );
    expect(chooseReply(conversation, BAKEBOT_TOOLS)).toMatchObject({
      calls: [{ args: { quantity: 'two cups', to: 'oz', ingredient: 'flour' } }],
    });
  });

  it.each([
    [
      'Set a timer for ten minutes',
      'I have no timer here, so please set one for 10 minutes yourself.',
    ],
    ['How many grams are in two cups of flour?', '2 cups of all-purpose flour is about 240 grams.'],
    ['350 Fahrenheit in Celsius', '350 degrees Fahrenheit is 180 degrees Celsius.'],
  ])('that are not offered are replaced by words: %s', (said, words) => {
    expect(textOf(reply(said))).toBe(words);
  });
});

describe('tool results', () => {
  it.each<[string, ToolResult['response'], Record<string, unknown>, string]>([
    [
      'set_timer',
      { output: '{"name":"muffins","minutesLeft":12,"secondsLeft":0}' },
      {},
      'Your timer for muffins is set for 12 minutes.',
    ],
    [
      'list_timers',
      { output: '[{"name":"bread","minutesLeft":4,"secondsLeft":58}]' },
      {},
      'Bread has 4 minutes and 58 seconds left.',
    ],
    ['list_timers', { output: '[]' }, {}, 'No timers are running.'],
    ['cancel_timer', { output: '{"cancelled":"bread"}' }, {}, 'I cancelled the bread timer.'],
    [
      'convert_measure',
      { output: '{"amount":120,"unit":"g","ingredient":"flour"}' },
      { quantity: '1 cup', to: 'g' },
      '1 cup of flour is 120 grams.',
    ],
    [
      'convert_oven_temperature',
      { output: { temperature: 180, scale: 'celsius', withFan: 160 } },
      { temperature: 350, from: 'fahrenheit', to: 'celsius' },
      '350 degrees Fahrenheit is 180 degrees Celsius, or 160 with a fan.',
    ],
    [
      'scale_recipe',
      {
        output: {
          servings: 6,
          ingredients: [
            { name: 'flour', amount: 300, unit: 'g' },
            { name: 'eggs', amount: 3, unit: '' },
          ],
        },
      },
      {},
      'For 6 servings you need 300 grams of flour and 3 eggs.',
    ],
    ['find_wine', { output: { name: 'Riesling' } }, {}, 'Name Riesling.'],
    ['set_timer', { error: 'Too many timers' }, {}, 'That did not work. Too many timers.'],
  ])('%s is worded from %j', (name, response, args, sentence) => {
    const conversation = after(user('…'), called(name, args), {
      from: 'tools',
      results: [{ id: '1', name, response }],
    });
    expect(textOf(chooseReply(conversation, BAKEBOT_TOOLS))).toBe(sentence);
  });
});

describe('words', () => {
  it.each([
    ['Double 350 grams', 'That is 700 grams.'],
    ['What is half of three quarters of a cup?', 'That is 3/8 cup.'],
    ['What is half a three quarters of a cup?', 'That is 3/8 cup.'],
    ['A third of 300 grams', 'That is 100 grams.'],
    ['3 times 1 1/2 cups', 'That is 4 1/2 cups.'],
    ['250 g plus 1 kg', 'That is 1250 grams.'],
    ['350 divided by 2', 'That is 175.'],
    ['Divide 5 by zero, or 5 divided by 0', 'I heard "Divide 5 by zero, or 5 divided by 0", and'],
    ['Hello!', "Hello! I'm BakeBot. What are we baking today?"],
    ['Thank you very much.', 'You are welcome. Happy baking!'],
    ['Give me a recipe for pancakes', 'Here is a simple recipe for pancakes.'],
    ['The weather is nice', 'I heard "The weather is nice", and'],
  ])('%s → %s', (said, words) => {
    expect(textOf(reply(said))).toContain(words);
  });

  it('tell what was said before', () => {
    const conversation = after(user('I like rye.'), model('Fine.'), user('What did I just say?'));
    expect(textOf(chooseReply(conversation, []))).toBe('You said: I like rye.');
  });

  it('say what was heard when the ear was unsure', () => {
    const conversation = after({
      from: 'user',
      text: 'Double 350 rams',
      pictures: [],
      unsure: true,
    });
    expect(textOf(chooseReply(conversation, []))).toBe(
      'I heard "Double 350 rams". That is 700 grams.',
    );
  });

  it('describe pictures by what they are', () => {
    const picture = { width: 640, height: 480, type: 'JPEG', colors: ['red', 'white'] };
    expect(textOf(chooseReply(after(user('What is this?', [picture])), []))).toBe(
      'I see a JPEG of 640 by 480 pixels, mostly red and white.',
    );
  });
});

describe('a turn in which the user says nothing', () => {
  it('greets by name when the instructions ask for it', () => {
    const instructions =
      'You are BakeBot.\nThe cook\'s name, for greeting and no more: "Ada".\nGreet the user.';
    const greeting = chooseReply({ instructions, turns: [user('.')] }, []);
    expect(textOf(greeting)).toBe("Hello Ada! I'm BakeBot. What are we baking today?");
  });

  it('says the news that the app announces', () => {
    const conversation = after(
      user('Hello'),
      model('Hello!'),
      model('Tell the user that the muffins are done.'),
      user('.'),
    );
    expect(textOf(chooseReply(conversation, []))).toBe('The muffins are done.');
  });

  it('asks again when there was nothing to understand', () => {
    const conversation = after(user('Hello'), model('Hello!'), user('.'));
    expect(textOf(chooseReply(conversation, []))).toContain("didn't catch that");
  });

  it('counts words that were sent twice once', () => {
    const conversation = after(user('Double 350 grams'), user('Double 350 grams'), user('.'));
    expect(textOf(chooseReply(conversation, []))).toBe('That is 700 grams.');
  });
});
