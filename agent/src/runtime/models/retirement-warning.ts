import { addDays, type Day, findModel, retirementOf } from './catalogue/index.ts';
import type { ConfiguredModel } from './configured-models.ts';

/** Days before a model goes from which on the operator is warned. */
const NOTICE_DAYS = 60;

/** Two halves of one sentence, both without a full stop. */
export type RetirementWarning = { readonly problem: string; readonly remedy: string };

/**
 * Tells of a configured model that its vendor has retired, or retires within 60 days, and what to use instead. Undefined when
 * there is nothing to do, or nothing is known of the model.
 */
export function retirementWarning(
  choice: ConfiguredModel,
  today: Day,
): RetirementWarning | undefined {
  const { vendor, model, variable } = choice;
  const retirement = retirementOf(vendor, model);
  if (!retirement || retirement.on > addDays(today, NOTICE_DAYS)) return undefined;
  const { on, effect, successor } = retirement;
  const isPast = on <= today;
  const remedy = remedyFor(choice, successor);
  if (effect === 'rerouted') {
    const since = isPast ? `since ${on}` : `from ${on} on`;
    const problem = `${successor} answers in place of ${model} (${variable}) ${since}, at its own price`;
    return { problem, remedy };
  }
  const where = vendor === 'vertex' ? ' on Vertex AI' : '';
  const verb = isPast ? 'was' : 'is';
  return { problem: `${model} (${variable}) ${verb} to be shut down${where} on ${on}`, remedy };
}

function remedyFor({ vendor, role, variable }: ConfiguredModel, successor: string): string {
  if (findModel(vendor, successor)?.role !== role) {
    return `its successor ${successor} has another role, so choose another vendor in ${variable}, such as gemini`;
  }
  return `use ${role === 'live' ? successor : `${vendor}/${successor}`} in ${variable}`;
}
