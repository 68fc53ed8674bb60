import { describe, expect, it } from 'vitest';
import { Content } from '../wire/content.ts';
import { createThoughtSignature, signatureProblem } from './thought-signatures.ts';

const user = { role: 'user', parts: [{ text: 'Hello' }] };
const done = { role: 'user', parts: [{ functionResponse: { name: 'bake' } }] };
const SKIP = 'skip_thought_signature_validator';

function call(...signatures: (string | undefined)[]): object {
  return {
    role: 'model',
    parts: signatures.map((thoughtSignature) => {
      const functionCall = { name: 'bake' };
      return thoughtSignature === undefined ? { functionCall } : { functionCall, thoughtSignature };
    }),
  };
}

function problemOf(...contents: object[]): string | undefined {
  return signatureProblem(contents.map((content) => Content.parse(content)));
}

describe('thought signatures', () => {
  const signature = createThoughtSignature();

  it.each<[string, object[]]>([
    ['on the call of the current turn', [user, call(signature), done]],
    ['on the first of parallel calls alone', [user, call(signature, undefined), done]],
    ['on each step', [user, call(signature), done, call(signature), done]],
    ['nowhere in earlier turns', [user, call(undefined), done, user]],
    ['as the words that skip the check', [user, call(SKIP), done]],
    ['as these words in base64', [user, call(Buffer.from(SKIP).toString('base64')), done]],
  ])('are good %s', (_, contents) => {
    expect(problemOf(...contents)).toBeUndefined();
  });

  it.each<[string, object[], string]>([
    ['missing on the call', [user, call(undefined), done], 'position 2'],
    [
      'missing on the second step',
      [user, call(signature), done, call(undefined), done],
      'position 4',
    ],
    [
      'on the second of parallel calls alone',
      [user, call(undefined, signature), done],
      'position 2',
    ],
    ['of unknown origin', [user, call('QUJD'), done], 'Corrupted thought signature.'],
  ])('are bad when %s', (_, contents, problem) => {
    expect(problemOf(...contents)).toContain(problem);
  });

  it('are missed in Google’s words', () => {
    expect(problemOf(user, call(undefined), done)).toBe(
      'Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `default_api:bake` , position 2. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.',
    );
  });
});
