import type { GenerationConfig } from './content.ts';
import type { ServedModel } from './models.ts';

/** Roughly what a short answer takes. */
const TOKENS: Readonly<Record<string, number>> = { MINIMAL: 0, LOW: 64, MEDIUM: 256, HIGH: 1024 };

/** Tokens that a model thinks in before it answers, which are paid for as output. */
export function thoughtTokens(
  { thinkingConfig }: GenerationConfig,
  { thinkingLevels, defaultThinkingLevel = 'MEDIUM' }: ServedModel,
): number {
  if (thinkingLevels.length === 0 || thinkingConfig?.thinkingBudget === 0) return 0;
  return TOKENS[thinkingConfig?.thinkingLevel ?? defaultThinkingLevel] ?? 0;
}
