import type { FinishReason } from '@google/genai';

/**
 * What to do about the reason for which Gemini ended a response. `again`: another attempt can succeed. `refuse`: Gemini refused, and
 * will again. `give up`: the same request ends in the same way.
 */
export type Verdict = 'complete' | 'again' | 'refuse' | 'give up';

/** https://ai.google.dev/api/generate-content#FinishReason */
export const VERDICTS: Readonly<Record<`${FinishReason}`, Verdict>> = {
  STOP: 'complete',
  FINISH_REASON_UNSPECIFIED: 'again',
  OTHER: 'again',
  MALFORMED_FUNCTION_CALL: 'again',
  UNEXPECTED_TOOL_CALL: 'again',
  SAFETY: 'refuse',
  RECITATION: 'refuse',
  LANGUAGE: 'refuse',
  BLOCKLIST: 'refuse',
  PROHIBITED_CONTENT: 'refuse',
  SPII: 'refuse',
  IMAGE_SAFETY: 'refuse',
  IMAGE_PROHIBITED_CONTENT: 'refuse',
  IMAGE_RECITATION: 'refuse',
  MAX_TOKENS: 'give up',
  TOO_MANY_TOOL_CALLS: 'give up',
  CONTINUATION: 'give up',
  NO_IMAGE: 'give up',
  IMAGE_OTHER: 'give up',
};

/** Reasons that Google sends, and that @google/genai 2.32 does not list. */
const UNLISTED: ReadonlyMap<string, Verdict> = new Map([
  ['MALFORMED_RESPONSE', 'again'],
  ['MISSING_THOUGHT_SIGNATURE', 'give up'],
]);

const ALL: ReadonlyMap<string, Verdict> = new Map([...Object.entries(VERDICTS), ...UNLISTED]);

/** Reasons that Google adds later are worth another attempt. */
export function judgeFinish(reason: string): Verdict {
  return ALL.get(reason) ?? 'again';
}
