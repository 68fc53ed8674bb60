import { llm } from '@livekit/agents';
import * as z from 'zod';
import { findSubstitutions, SUBSTITUTABLE } from './substitutions.ts';

export function substitutionTools() {
  return [
    llm.tool({
      name: 'find_substitute',
      description:
        'Finds what can be used instead of an ingredient, and how much of it. Mind the allergies that the cook told of.',
      parameters: z.object({
        ingredient: z.string().min(1),
        amount: z.number().positive().optional().describe('How much the recipe wants of it.'),
        unit: z.string().optional(),
      }),
      execute: async ({ ingredient, amount, unit = '' }) => {
        const wanted = amount === undefined ? undefined : { amount, unit };
        const options = findSubstitutions(ingredient, wanted);
        if (options.length > 0) return { options };
        throw new llm.ToolError(
          `No substitute for "${ingredient}" is on the list. Say so; suggest one only as a guess. On the list: ${SUBSTITUTABLE.join(', ')}.`,
        );
      },
    }),
  ];
}
