import { llm } from '@livekit/agents';
import * as z from 'zod';
import { findSubstitutions, type SubstitutionSearch } from './substitutions.ts';

/** The tool that finds substitutes. */
export function substitutionTools() {
  return [
    llm.tool({
      name: 'find_substitute',
      description:
        'Finds what can be used instead of an ingredient, how much of it, what changes in the result, and which allergens it has.',
      parameters: z.object({
        ingredient: z.string().min(1).describe('In English.'),
        amount: z.number().positive().optional().describe('How much the recipe wants of it.'),
        unit: z.string().optional(),
        avoid: z
          .array(z.string())
          .optional()
          .describe(
            'In English: all allergies and diets that the cook or a guest told of in this conversation: "dairy", "nuts", "vegan".',
          ),
      }),
      execute: async ({ ingredient, amount, unit = '', avoid }) => {
        const wanted = {
          ...(amount !== undefined && { amount: { amount, unit } }),
          ...(avoid && { avoid }),
        };
        const found = findSubstitutions(ingredient, wanted);
        if (found.found === 'some') return { options: found.options };
        throw new llm.ToolError(explain(ingredient, found));
      },
    }),
  ];
}

function explain(
  ingredient: string,
  found: Exclude<SubstitutionSearch, { found: 'some' }>,
): string {
  switch (found.found) {
    case 'avoided':
      return `All substitutes for "${ingredient}" on the list have what must be avoided (${found.allergens.join(', ') || 'by name'}). Say so; suggest one without it only as a guess.`;
    case 'none': {
      const near = found.near.length > 0 ? ` On the list: ${found.near.join(', ')}.` : '';
      return `No substitute for "${ingredient}" is on the list. Say so; suggest one only as a guess.${near}`;
    }
  }
}
