import type { AgentConfig } from './config.ts';
import type { Day } from './runtime/models/catalogue/index.ts';
import { configuredModels } from './runtime/models/configured-models.ts';
import { retirementWarning } from './runtime/models/retirement-warning.ts';
import { listPrices } from './runtime/telemetry/prices.ts';

/** One sentence about each setting that works, but not as the operator may expect: retired models, and costs that are not counted. */
export function startupWarnings(
  { limits, telemetry }: Pick<AgentConfig, 'limits' | 'telemetry'>,
  environment: Readonly<Record<string, string | undefined>>,
  today: Day,
): string[] {
  const models = configuredModels(environment);
  const retired = models.flatMap((choice) => {
    const warning = retirementWarning(choice, today);
    return warning ? [`${warning.problem}: ${warning.remedy}.`] : [];
  });
  if (limits.costUsd === undefined) return retired;
  const prices = { ...listPrices(today), ...telemetry.prices };
  const uncounted = models
    .filter(({ model }) => !prices[model])
    .map(
      ({ model, variable }) =>
        `AGENT_MAX_COST_USD does not count ${model} (${variable}): add its price to AGENT_PRICES.`,
    );
  return [...retired, ...uncounted];
}
