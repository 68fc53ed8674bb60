import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseReply } from './choose-reply.ts';
import type { Turn } from './conversation.ts';
import { Kitchen } from './testing/bakebot-tools.ts';

let kitchen: Kitchen;
beforeEach(() => {
  kitchen = new Kitchen();
});
afterEach(() => kitchen.close());

/** What the user reads and hears: the agent's own tools answer the emulator's calls. */
async function ask(...questions: readonly string[]): Promise<string> {
  const turns: Turn[] = [];
  for (const text of questions) {
    turns.push({ from: 'user', text, pictures: [] });
    let reply = chooseReply({ instructions: '', turns }, kitchen.declarations());
    while (reply.type === 'calls') {
      const calls = reply.calls.map((call, at) => ({ ...call, id: `${turns.length}-${at}` }));
      turns.push({ from: 'model', text: '', calls });
      const results = await Promise.all(calls.map((call) => kitchen.run(call)));
      turns.push({ from: 'tools', results });
      reply = chooseReply({ instructions: '', turns }, kitchen.declarations());
    }
    turns.push({ from: 'model', text: reply.text, calls: [] });
  }
  const last = turns.at(-1);
  return last?.from === 'model' ? last.text : '';
}

const SHOW = 'Show me a recipe for pancakes';
const MUFFINS = 'Set a timer for the muffins for twelve minutes.';

/** Of the README, the docs, the playground and the evals, and what cooks ask most. */
describe('common questions', () => {
  it.each<[string | readonly string[], RegExp]>([
    ['How many grams are in one cup of flour?', /^1 cup of all-purpose flour is 120 grams\b/],
    ['How many grams is a cup of flour?', /^1 cup of all-purpose flour is 120 grams\b/],
    ['How many grams are two cups of flour?', /\b240 grams/],
    ['How many grams is 1-1/2 cups of sugar?', /^1 1\/2 cups of granulated sugar is 297 grams/],
    ['How many grams in a cup of all purpose flour?', /\b120 grams/],
    ['1 cup of all purpose flour in grams', /\b120 grams/],
    ['How much does a cup of sugar weigh?', /\b198 grams/],
    ['How much is a stick of butter in grams?', /\b113 grams/],
    ['How many tablespoons are in a stick of butter?', /\b8 tablespoons/],
    ['How many teaspoons are in a tablespoon?', /\b3 teaspoons/],
    ['How many teaspoons are in two tablespoons?', /\b6 teaspoons/],
    ['How many tablespoons in a quarter cup?', /\b4 tablespoons/],
    ['How many tablespoons are in half a cup?', /\b8 tablespoons/],
    ['How many cups are in a pint?', /\b2 cups/],
    ['How many cups are in a quart?', /\b4 cups/],
    ['How many ounces are in a pound?', /\b16 ounces/],
    ['How many ounces are in a cup?', /\b8 fluid ounces/],
    ['How many tablespoons are 100 grams of honey?', /\b4\.76 tablespoons/],
    ['Convert two cups of milk to milliliters', /\b473 milliliters/],
    ['How much is 2 tablespoons in ml?', /\b30 milliliters/],
    ['How many grams is a tablespoon of butter?', /\b14\.2 grams/],
    ['How many grams is a large egg?', /\b50 grams/],
    ['What is 250 grams of flour in cups?', /\b2\.08 cups/],
    ['How many grams is a packet of yeast?', /\b7 grams/],
    ['How many grams is a tablespoon of kosher salt?', /Which one\?.*Diamond.* 8 g.*Morton.* 16 g/],
    ['How many grams is one cup?', /^Of which ingredient\?$/],
    ['How many grams is a cup of melted chocolate?', /^Better weigh/],
    ['How many grams is a cup of gravel?', /^I do not know what gravel weighs\.$/],
    [
      'How many grams is a cup of wheet flour?',
      /^I do not know wheet flour\. Do you mean .+ or .+\?$/,
    ],
    [['How many grams are two cups of flour?', 'And in ounces?'], /\b8\.47 ounces/],
    ['What is 350 Fahrenheit in Celsius?', /^350 degrees Fahrenheit is 180 degrees Celsius\b/],
    ['Convert 350 degrees Fahrenheit to Celsius', /\b180 degrees Celsius, or 160 with a fan/],
    ['What is 180 degrees Celsius in Fahrenheit?', /\b350 degrees Fahrenheit/],
    ['What is 200 C in F?', /\b400 degrees Fahrenheit/],
    ['What is gas mark 4 in celsius?', /^Gas mark 4 is 180 degrees Celsius/],
    ['My oven has gas marks. What is 200 degrees Celsius?', /gas mark 6/],
    ['The recipe says 180 with a fan. My oven has none. In Celsius?', /\b200 degrees Celsius/],
    [
      'My recipe says to cook burgers to 160 Fahrenheit inside. What is that in Celsius?',
      /\b71 degrees Celsius/,
    ],
    [
      'My thermometer should show 160 Fahrenheit for minced meat. What is that in Celsius?',
      /\b71 degrees/,
    ],
    ['I want to prove dough at 50 degrees Celsius. Which gas mark is that?', /below the gas scale/],
    [MUFFINS, /muffins.* 12 minutes/],
    ['Ten minute timer, please.', /10 minutes/],
    ['The bread needs an hour and a half, set a timer.', /1 hour and 30 minutes/],
    [
      'Set a timer for eggs for six minutes and one for toast for two minutes.',
      /6 minutes.*2 minutes/,
    ],
    [[MUFFINS, 'How long do the muffins have left?'], /Muffins has 1[12] minutes/],
    [[MUFFINS, 'Which timers are running?'], /Muffins/],
    [[MUFFINS, 'Cancel the muffin timer.'], /cancelled the muffins? timer/i],
    [[MUFFINS, 'Cancel the cake timer.'], /^No timer of that name is running\.$/],
    [[MUFFINS, 'What time will the muffins be done?'], /rings at/],
    [[MUFFINS, 'Add five minutes to the muffin timer'], /1[67] minutes/],
    [[MUFFINS, 'Pause the muffin timer'], /paused/],
    ['Set a timer for the bread at half past six', /bread/],
    ['What time is it?', /^It is /],
    [
      'I have 200 grams of flour and 3 eggs for four people. What do I need for six?',
      /300 grams of flour and 4 1\/2 eggs/,
    ],
    [
      'Scale 200 g flour, 2 eggs and 100 ml milk from 4 to 6 servings',
      /300 grams of flour, 3 eggs and 150 milliliters of milk/,
    ],
    ['Scale the recipe from an 8 inch to a 9 inch round pan', /1\.27/],
    ['My recipe is for an 8 inch round pan but mine is 9 inch. How much more do I need?', /1\.27/],
    ['From an 8 inch square tin to a 9 by 13 inch one, what is the factor?', /1\.8/],
    ['What can I use instead of buttermilk?', /lemon juice|vinegar/],
    ['I have no buttermilk. What can I use instead of a cup of it?', /lemon juice|vinegar/],
    ['What can I use instead of eggs?', /flaxseed|applesauce/],
    ['What can I use instead of 100 grams of butter?', /oil/],
    ['What can I use instead of saffron?', /^I know no substitute for saffron\.$/],
    [SHOW, /^Here is a recipe for pancakes/],
    [[SHOW, 'Next step'], /^Step 1 of 5/],
    [[SHOW, 'Let us begin.'], /^Step 1 of 5/],
    [[SHOW, 'Next step', 'Say that step again.'], /^Step 1 of 5/],
    [[SHOW, 'Go to step two.'], /^Step 2 of 5/],
    [[SHOW, 'Next step', 'Which step am I at?'], /^Step 1 of 5/],
    [[SHOW, 'Make it for eight'], /400 grams of all-purpose flour/],
    ['Next step, please.', /^Which recipe\?/],
    ['I want to show you my dough. Open the camera.', /^The camera is open/],
    ['Double 350 grams', /^That is 700 grams\.$/],
    ['What is half of three quarters of a cup?', /^That is 3\/8 cup\.$/],
    ['Good morning! How are you?', /^Hello/],
    ['What can you do?', /timers.*convert/],
    ['Thank you!', /welcome/],
    ['What is the meaning of life?', /^I heard "[^"]+", and .{5,40}\.$/],
  ])('%j is answered right', async (question, answer) => {
    expect(await ask(...(typeof question === 'string' ? [question] : question))).toMatch(answer);
  });

  it.each([
    ['Wie viel Gramm sind zwei Tassen Mehl?', /254 grams/],
    ['Combien de grammes font 2 cuillères à soupe de sucre ?', /2[45](?:\.\d)? grams/],
    ['¿Cuántos gramos son dos cucharadas de azúcar?', /2[45](?:\.\d)? grams/],
    ['砂糖大さじ2は何グラムですか', /1[678](?:\.\d)? grams|2 tablespoons/],
  ])('%s is answered right, if in English', async (question, answer) => {
    expect(await ask(question)).toMatch(answer);
  });

  it('never reads more than three short sentences, apart from recipes', async () => {
    expect((await ask('1 cup of stardust in grams')).length).toBeLessThan(120);
    expect((await ask('x '.repeat(4000))).length).toBeLessThan(150);
  });
});
