import type { EvalCase } from '../eval-case.ts';
import { INJECTION_CASES } from './injections.ts';
import { PICTURE_CASES } from './pictures.ts';
import { REFUSAL_CASES } from './refusals.ts';
import { SAFETY_CASES } from './safety.ts';
import { STYLE_CASES } from './style.ts';
import { TOOL_CASES } from './tools.ts';

export const EVAL_CASES: readonly EvalCase[] = [
  ...TOOL_CASES,
  ...SAFETY_CASES,
  ...REFUSAL_CASES,
  ...PICTURE_CASES,
  ...INJECTION_CASES,
  ...STYLE_CASES,
];
