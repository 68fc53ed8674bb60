import { randomUUID } from 'node:crypto';
import type { Content } from '../wire/content.ts';
import { responsesIn } from './contents.ts';

/** Google accepts these words in place of a signature, for calls that another model made. */
const SKIPPED = new Set([
  'skip_thought_signature_validator',
  'context_engineering_is_the_way_to_go',
]);
const ISSUER = 'gemini-emulator:';

/** A signature that `signatureProblem` knows again, as base64. */
export function createThoughtSignature(): string {
  return Buffer.from(ISSUER + randomUUID()).toString('base64');
}

/**
 * What is wrong with the thought signatures of a conversation, in Google's words: Gemini 3 wants one on the first call of
 * each step of the current turn (https://ai.google.dev/gemini-api/docs/thought-signatures).
 */
export function signatureProblem(contents: readonly Content[]): string | undefined {
  const corrupted = contents
    .flatMap(({ parts }) => parts)
    .some(({ thoughtSignature }) => thoughtSignature !== undefined && !isKnown(thoughtSignature));
  if (corrupted) return 'Corrupted thought signature.';
  const turnBegins = contents.findLastIndex(
    (content) => content.role !== 'model' && responsesIn(content).length === 0,
  );
  for (const [index, { role, parts }] of contents.entries()) {
    if (index < turnBegins || role !== 'model') continue;
    const first = parts.find(({ functionCall }) => functionCall);
    if (first?.functionCall && first.thoughtSignature === undefined) {
      return missing(first.functionCall.name, index + 1);
    }
  }
  return undefined;
}

function isKnown(signature: string): boolean {
  if (SKIPPED.has(signature)) return true;
  const decoded = Buffer.from(signature, 'base64').toString();
  // Clients that treat the field as bytes encode the words again.
  return decoded.startsWith(ISSUER) || SKIPPED.has(decoded);
}

function missing(name: string, position: number): string {
  return `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${name}\` , position ${position}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`;
}
