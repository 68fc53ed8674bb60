import { llm } from '@livekit/agents';
import * as z from 'zod';
import {
  type ConversionFailure,
  convertMeasure,
  roundForCook,
} from '../measures/convert-measure.ts';
import { INGREDIENT_NAMES } from '../measures/ingredients.ts';
import { convertOven } from '../oven/oven.ts';

const Scale = z.enum(['celsius', 'fahrenheit', 'gas']);

/** Tools for measures and oven temperatures. */
export function measureTools() {
  return [
    llm.tool({
      name: 'convert_measure',
      description:
        'Converts a kitchen measure exactly: cups, spoons, ml, l, g, kg, oz, lb, sticks. Use it for every conversion.',
      parameters: z.object({
        amount: z.number().positive(),
        from: z.string().describe('Unit that the amount is in: "cup", "g".'),
        to: z.string().describe('Unit that is wanted.'),
        ingredient: z.string().optional().describe('Needed between volume and weight.'),
      }),
      execute: async (measure) => {
        const result = convertMeasure(measure);
        if (!result.ok) throw new llm.ToolError(explain(result.failure));
        const { amount, unit, ingredient, source } = result;
        return { amount: roundForCook(amount), unit, ...(ingredient && { ingredient, source }) };
      },
    }),
    llm.tool({
      name: 'convert_oven_temperature',
      description:
        'Converts an oven temperature between Celsius, Fahrenheit and gas mark, and between ovens with and without a fan.',
      parameters: z.object({
        temperature: z.number(),
        from: Scale,
        to: Scale.describe('The same as from, to convert only for a fan.'),
        fan: z.boolean().optional().describe('True when the temperature is meant for a fan oven.'),
      }),
      execute: async ({ to, ...setting }) => {
        const result = convertOven({ ...setting, to });
        if (!result.ok) {
          throw new llm.ToolError('No oven bakes at that temperature: ask whether it was meant.');
        }
        const { temperature, withFan } = result;
        return { temperature, scale: to, ...(withFan !== undefined && { withFan }) };
      },
    }),
  ];
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
