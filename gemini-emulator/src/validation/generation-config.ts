import type { GenerationConfig } from '../wire/content.ts';
import type { ServedModel } from '../wire/models.ts';

/** Where Google's words are not known, its least telling ones. */
const INVALID_ARGUMENT = 'Request contains an invalid argument.';
/** Penalties and prefilled turns are errors from here on (https://ai.google.dev/gemini-api/docs/whats-new-gemini-3.6). */
const FIXED_SAMPLING_RELEASE = 3.6;

/** Values out of their range, in Google's words without the message's name before them. */
export function problemsOfRanges(config: GenerationConfig): string[] {
  const { temperature, topP, topK, maxOutputTokens } = config;
  const problems = [
    outside(temperature, 0, 2) && 'temperature: temperature must be in the range [0.0, 2.0].',
    outside(topP, 0, 1) && 'top_p: top_p must be in the range [0.0, 1.0].',
    outside(topK, 1) && 'top_k: top_k must be positive.',
    outside(maxOutputTokens, 1) && 'max_output_tokens: max_output_tokens must be positive.',
  ];
  return problems
    .filter((problem) => problem !== false)
    .map((problem) => `generation_config.${problem}`);
}

/** What a model does not do, in Google's words: the first that applies. */
export function abilityProblem(config: GenerationConfig, model: ServedModel): string | undefined {
  return (
    modalityProblem(config, model) ??
    thinkingProblem(config, model) ??
    samplingProblem(config, model)
  );
}

function modalityProblem(
  { responseModalities = ['TEXT'] }: GenerationConfig,
  { name, role }: ServedModel,
): string | undefined {
  const only = role === 'tts' ? 'AUDIO' : 'TEXT';
  if (responseModalities.length > 0 && responseModalities.every((each) => each === only)) {
    return undefined;
  }
  return `The requested combination of response modalities (${responseModalities.join(', ')}) is not supported by the model. models/${name} accepts the following combination of response modalities:\n* ${only}\n`;
}

function thinkingProblem(
  { thinkingConfig: { thinkingLevel: level, thinkingBudget } = {} }: GenerationConfig,
  { thinkingLevels }: ServedModel,
): string | undefined {
  if (level === undefined || level === 'THINKING_LEVEL_UNSPECIFIED') return undefined;
  if (thinkingBudget !== undefined) {
    return 'You can only set only one of thinking budget and thinking level.';
  }
  if (thinkingLevels.length === 0) return 'Thinking level is not supported for this model.';
  if (thinkingLevels.some((each) => each === level)) return undefined;
  return `Thinking level ${level} is not supported for this model. Please retry with other thinking level.`;
}

function samplingProblem(config: GenerationConfig, model: ServedModel): string | undefined {
  const { frequencyPenalty = 0, presencePenalty = 0, candidateCount = 1 } = config;
  if (candidateCount > 1) return 'Multiple candidates is not enabled for this model';
  const penalized = frequencyPenalty !== 0 || presencePenalty !== 0;
  if (penalized && model.release >= FIXED_SAMPLING_RELEASE) {
    return 'Penalty is not enabled for this model';
  }
  const sampled = [config.temperature, config.topP, config.topK].some((each) => each !== undefined);
  if (sampled && model.role === 'tts' && model.release >= 3.8) return INVALID_ARGUMENT;
  return undefined;
}

/** Gemini 3.5 Flash-Lite was released with Gemini 3.6 Flash, and has its rules. */
export function mayEndWithModel({ name, release }: ServedModel): boolean {
  return release < FIXED_SAMPLING_RELEASE && !name.startsWith('gemini-3.5-flash-lite');
}

function outside(value: number | undefined, min: number, max = Infinity): boolean {
  return value !== undefined && (value < min || value > max);
}
