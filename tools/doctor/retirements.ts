import type { Day } from '@bakebot/agent/catalogue';
import { configuredModels } from '@bakebot/agent/configured-models';
import { retirementWarning } from '@bakebot/agent/retirement-warning';
import { ok, warn, type Finding } from './finding.ts';

/** Checks whether vendors have retired, or soon retire, the models that the environment chooses. */
export function checkRetirements(variables: NodeJS.ProcessEnv, today: Day): Finding[] {
  const findings = configuredModels(variables).flatMap((choice) => {
    const warning = retirementWarning(choice, today);
    return warning ? [warn('retirement', `${warning.problem}.`, capitalized(warning.remedy))] : [];
  });
  return findings.length > 0 ? findings : [ok('retirement', 'of no model within 60 days')];
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
