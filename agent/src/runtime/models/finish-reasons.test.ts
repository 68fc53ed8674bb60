import { FinishReason } from '@google/genai';
import { describe, expect, it } from 'vitest';
import { judgeFinish, VERDICTS } from './finish-reasons.ts';

describe('judgeFinish', () => {
  it('has a verdict of its own on each reason of @google/genai', () => {
    expect(Object.keys(VERDICTS).toSorted()).toEqual(Object.values(FinishReason).toSorted());
  });

  it.each([
    ['STOP', 'complete'],
    ['MALFORMED_FUNCTION_CALL', 'again'],
    ['UNEXPECTED_TOOL_CALL', 'again'],
    ['MALFORMED_RESPONSE', 'again'],
    ['OTHER', 'again'],
    ['SAFETY', 'refuse'],
    ['RECITATION', 'refuse'],
    ['MAX_TOKENS', 'give up'],
    ['MISSING_THOUGHT_SIGNATURE', 'give up'],
    ['A_REASON_OF_NEXT_YEAR', 'again'],
    ['constructor', 'again'],
  ])('says about %s: %s', (reason, verdict) => {
    expect(judgeFinish(reason)).toBe(verdict);
  });
});
