import * as z from 'zod';

const Part = z.strictObject({
  text: z.string().optional(),
  functionCall: z
    .strictObject({ id: z.string(), name: z.string(), args: z.record(z.string(), z.unknown()) })
    .optional(),
  functionResponse: z
    .strictObject({ id: z.string(), name: z.string(), response: z.record(z.string(), z.unknown()) })
    .optional(),
  thoughtSignature: z.string().optional(),
});

const Content = z.strictObject({ role: z.enum(['user', 'model']), parts: z.array(Part) });

/** `contents` of a request to `generateContent`. */
export const Contents = z.array(Content);
export type Content = z.infer<typeof Content>;

/**
 * The first rule of Gemini 3.6 that a conversation breaks: https://ai.google.dev/gemini-api/docs/function-calling,
 * https://ai.google.dev/gemini-api/docs/thought-signatures, and the API's error messages.
 */
export function problemOf(contents: readonly Content[]): string | undefined {
  return (
    (contents.length === 0 ? 'contents is not specified' : undefined) ??
    (contents.at(-1)?.role === 'user' ? undefined : 'must end with a user turn') ??
    contents.map((_, at) => problemAt(contents, at)).find((problem) => problem !== undefined) ??
    signatureProblem(contents)
  );
}

function problemAt(contents: readonly Content[], at: number): string | undefined {
  const [previous, current, next] = [contents[at - 1], contents[at], contents[at + 1]];
  if (!current || current.parts.length === 0) return 'parts must not be empty';
  const hasData = current.parts.every(
    (part) => part.text || part.functionCall?.name || part.functionResponse?.name,
  );
  if (!hasData) return 'a part needs data';
  const calls = namesOf(current, 'functionCall');
  const responses = namesOf(current, 'functionResponse');
  if (calls.length > 0 && current.role !== 'model') return 'a call needs the role model';
  if (responses.length > 0 && current.role !== 'user') return 'a response needs the role user';
  if (calls.length > 0 && previous?.role !== 'user') {
    return 'a function call turn comes immediately after a user turn or a function response turn';
  }
  if (calls.length > 0 && calls.join() !== (next ? namesOf(next, 'functionResponse') : []).join()) {
    return 'each call needs its response in the next turn';
  }
  if (responses.length > 0 && (!previous || namesOf(previous, 'functionCall').length === 0)) {
    return 'a function response turn comes immediately after a function call turn';
  }
  return undefined;
}

function namesOf({ parts }: Content, kind: 'functionCall' | 'functionResponse'): string[] {
  return parts
    .flatMap((part) => (part[kind] ? [`${part[kind].id} ${part[kind].name}`] : []))
    .toSorted();
}

/** The current turn begins with the last text of the user that comes without a tool's response. */
function signatureProblem(contents: readonly Content[]): string | undefined {
  const start = contents.findLastIndex(
    ({ role, parts }) =>
      role === 'user' && parts.every(({ functionResponse }) => !functionResponse),
  );
  const isUnsigned = contents.slice(start + 1).some(({ parts }) => {
    const first = parts.find(({ functionCall }) => functionCall);
    return first !== undefined && first.thoughtSignature === undefined;
  });
  return isUnsigned ? 'function call is missing a thought_signature' : undefined;
}
