import { llm } from '@livekit/agents';
import * as z from 'zod';
import { type ConversionFailure, convertMeasure, roundForCook } from '../baking/convert-measure.ts';
import { INGREDIENT_NAMES } from '../baking/ingredients.ts';
import { convertOven, FAN_REDUCTION_C, type OvenScale, roundForDial } from '../baking/oven.ts';
import { scaleRecipe } from '../baking/scale-recipe.ts';

const Ingredient = z.object({ name: z.string(), amount: z.number().positive(), unit: z.string() });
const Scale = z.enum(['celsius', 'fahrenheit', 'gas']);

/** The tools with which the model measures exactly what it would otherwise guess. */
export function measureTools() {
  return [
    llm.tool({
      name: 'convert_measure',
      description:
        'Converts a kitchen measure exactly: cups, spoons, ml, l, g, kg, oz, lb. Use it for every conversion.',
      parameters: z.object({
        amount: z.number().positive(),
        from: z.string().describe('Unit that the amount is in: "cup", "g".'),
        to: z.string().describe('Unit that is wanted.'),
        ingredient: z.string().optional().describe('Needed between volume and weight.'),
      }),
      execute: async (measure) => {
        const result = convertMeasure(measure);
        if (!result.ok) throw new llm.ToolError(explain(result.failure));
        const { amount, unit, ingredient } = result;
        return { amount: roundForCook(amount), unit, ...(ingredient && { ingredient }) };
      },
    }),
    llm.tool({
      name: 'convert_oven_temperature',
      description: 'Converts an oven temperature between Celsius, Fahrenheit and gas mark.',
      parameters: z.object({ temperature: z.number(), from: Scale, to: Scale }),
      execute: async ({ temperature, from, to }) => ({
        temperature: roundForDial(convertOven(temperature, from, to), to),
        scale: to,
        ...fanSetting(temperature, from, to),
      }),
    }),
    llm.tool({
      name: 'scale_recipe',
      description: "Scales a recipe's ingredients to another number of servings.",
      parameters: z.object({
        ingredients: z.array(Ingredient).min(1),
        from_servings: z.number().positive(),
        to_servings: z.number().positive(),
      }),
      execute: async ({ ingredients, from_servings, to_servings }) => ({
        servings: to_servings,
        ingredients: scaleRecipe(ingredients, from_servings, to_servings),
      }),
    }),
  ];
}

function fanSetting(temperature: number, from: OvenScale, to: OvenScale) {
  if (to === 'gas') return {};
  const celsius = convertOven(temperature, from, 'celsius') - FAN_REDUCTION_C;
  return { withFan: roundForDial(convertOven(celsius, 'celsius', to), to) };
}

function explain(failure: ConversionFailure): string {
  switch (failure.reason) {
    case 'unit_unknown':
      return `Unknown unit "${failure.unit}". Known: ${failure.known.join(', ')}.`;
    case 'ingredient_needed':
      return 'Between volume and weight the ingredient is needed: ask which one.';
    case 'ingredient_unknown':
      return `No weight is known for "${failure.ingredient}". Known: ${INGREDIENT_NAMES.join(', ')}.`;
  }
}
