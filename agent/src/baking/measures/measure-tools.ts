import { llm } from '@livekit/agents';
import * as z from 'zod';
import { type ConversionFailure, convertMeasure, roundMeasure } from './convert-measure.ts';
import type { QuantityOptions } from './quantity.ts';

/** The tool for measures, in those of the user's country. */
export function measureTools(options: QuantityOptions) {
  return [
    llm.tool({
      name: 'convert_measure',
      description:
        'Converts a kitchen measure exactly: volumes, weights, lengths, and pieces such as eggs, cloves, packets, sticks and gelatin sheets. Use it for every conversion but temperatures. Cups, spoons, pints and fluid ounces are those of the cook\'s country; name another one if the recipe comes from there: "1 US cup", "1 Australian tablespoon". Say the notes of the result, and its range if it has one.',
      parameters: z.object({
        quantity: z
          .string()
          .describe('As the cook said it, in any language: "1½ cups", "2 large", "half a stick".'),
        to: z.string().describe('Unit that is wanted: "g", "cups", "large" for eggs.'),
        ingredient: z
          .string()
          .optional()
          .describe(
            'Needed between volume, weight and pieces. All words that tell it from others: "melted chocolate", "Morton kosher salt", "egg whites".',
          ),
      }),
      execute: async (question) => {
        const result = convertMeasure(question, options);
        if (!result.ok) throw new llm.ToolError(explain(result.failure));
        const { amount, upTo, unit, ingredient, source, range, notes } = result;
        return {
          amount: roundMeasure(amount, unit),
          ...(upTo !== undefined && { up_to: roundMeasure(upTo, unit) }),
          unit,
          ...(ingredient && { ingredient, source }),
          ...(range && { range: range.map((each) => roundMeasure(each, unit)) }),
          ...(notes.length > 0 && { notes }),
        };
      },
    }),
  ] as const;
}

/** The error message for the model. */
function explain(failure: ConversionFailure): string {
  switch (failure.reason) {
    case 'quantity_unknown':
      return 'The quantity has no amount: give a number and a unit, such as "1½ cups".';
    case 'unit_unknown':
      return `Unknown unit "${failure.unit}". Ask the cook which unit is meant.`;
    case 'units_differ':
      return 'A length is neither a volume nor a weight: ask what is meant.';
    case 'ingredient_needed':
      return 'The ingredient is needed: ask the cook.';
    case 'ingredient_unknown':
      return `No table has "${failure.ingredient}". ${sayNear(failure.near)}Otherwise estimate it, and say that it is an estimate.`;
    case 'ingredient_ambiguous':
      return `Ask which one: ${failure.choices.map(sayChoice).join('; ')}.`;
    case 'weight_unknown':
      return `No table has "${failure.ingredient}" by this measure: it differs too much. Say so, and suggest weighing it.`;
  }
}

function sayNear(near: readonly string[]): string {
  return near.length === 0 ? '' : `Ask whether it is one of: ${near.join(', ')}. `;
}

function sayChoice({
  ingredient,
  amount,
  unit,
}: {
  ingredient: string;
  amount: number;
  unit: string;
}) {
  return `${ingredient} is ${roundMeasure(amount, unit)} ${unit}`;
}
