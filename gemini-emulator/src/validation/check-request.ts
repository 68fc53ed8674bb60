import * as z from 'zod';
import { GoogleError } from '../wire/google-error.ts';
import { GenerateContentRequest } from '../rest/generate-content.ts';

/**
 * Reads a request, and refuses what Google refuses.
 *
 * @throws GoogleError
 */
export function checkRequest(body: unknown): GenerateContentRequest {
  const parsed = GenerateContentRequest.safeParse(body);
  if (!parsed.success) {
    throw new GoogleError(400, `* GenerateContentRequest: ${z.prettifyError(parsed.error)}`);
  }
  checkFunctionResponses(parsed.data);
  return parsed.data;
}

/** Every function call wants its response in the next turn. */
function checkFunctionResponses({ contents }: GenerateContentRequest): void {
  for (const [index, { parts }] of contents.entries()) {
    const calls = parts.filter(({ functionCall }) => functionCall).length;
    const next = contents[index + 1];
    if (calls === 0 || !next) continue;
    if (next.parts.filter(({ functionResponse }) => functionResponse).length === calls) continue;
    throw new GoogleError(
      400,
      'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
    );
  }
}
