import { llm } from '@livekit/agents';
import * as z from 'zod';
import { bakersPercentages, type DoughIngredient, doughOf } from './bakers-percentages.ts';
import { waterTemperature } from './water-temperature.ts';

const Ingredient = z.object({
  name: z.string(),
  grams: z.number().positive(),
  kind: z.enum(['flour', 'water', 'starter', 'other']),
});

/** Tools for bread dough. */
export function breadTools() {
  return [breadDoughTool(), waterTemperatureTool()];
}

function breadDoughTool() {
  return llm.tool({
    name: 'bread_dough',
    description:
      "Computes a bread dough: baker's percentages, hydration with the starter's own flour and water, weight, and the ingredients for a number of loaves.",
    parameters: z.object({
      ingredients: z.array(Ingredient).min(1),
      starter_hydration: z
        .number()
        .nonnegative()
        .max(500)
        .optional()
        .describe('Water of the starter in percent of its flour; 100 if not said.'),
      loaves: z.number().int().positive().optional(),
      loaf_grams: z
        .number()
        .positive()
        .optional()
        .describe('Dough for one loaf, which loses an eighth of its weight in the oven.'),
    }),
    execute: async ({ ingredients, starter_hydration, loaves = 1, loaf_grams }) => {
      const wanted =
        loaf_grams === undefined ? ingredients : doughOf(ingredients, loaves * loaf_grams);
      const dough = bakersPercentages(wanted, starter_hydration);
      if (!dough) throw new llm.ToolError('A dough needs flour: ask how much.');
      return {
        hydrationPercent: round(dough.hydration),
        flourGrams: round(dough.flourG),
        waterGrams: round(dough.waterG),
        doughGrams: round(dough.doughG),
        percentages: dough.percentages.map(({ name, percent }) => ({
          name,
          percent: round(percent),
        })),
        ...(loaf_grams !== undefined && { ingredients: wanted.map(inGrams) }),
      };
    },
  });
}

function waterTemperatureTool() {
  return llm.tool({
    name: 'water_temperature',
    description: 'Tells how warm the water must be for the dough to have the desired temperature.',
    parameters: z.object({
      desired: z.number().describe('24 to 26 degrees Celsius for most wheat doughs.'),
      flour: z.number(),
      room: z.number(),
      starter: z.number().optional().describe('Temperature of the starter, if there is one.'),
      unit: z.enum(['celsius', 'fahrenheit']),
      kneading: z.enum(['by_hand', 'mixer']),
    }),
    execute: async (temperatures) => {
      const water = Math.round(waterTemperature(temperatures));
      const [coldest, hottest] = temperatures.unit === 'celsius' ? [0, 50] : [32, 122];
      return {
        water,
        unit: temperatures.unit,
        ...(water < coldest && {
          advice: 'Colder than water can be: cool the flour, and use ice.',
        }),
        ...(water > hottest && {
          advice: 'Hot enough to kill yeast: warm the flour or the room instead.',
        }),
      };
    },
  });
}

function inGrams({ name, grams }: DoughIngredient) {
  return { name, grams: round(grams) };
}

/** To whole numbers; small amounts, such as salt and yeast, to tenths. */
function round(value: number): number {
  return value >= 20 ? Math.round(value) : Math.round(value * 10) / 10;
}
