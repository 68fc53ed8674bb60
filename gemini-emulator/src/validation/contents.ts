import { type Content, type Part, PART_DATA } from '../wire/content.ts';

const ROLES = new Set(['user', 'model', 'function']);
/** Empty contents, empty parts and nameless calls, in Google's words without the message's name before them. */
export function problemsOfContents(contents: readonly Content[], field: string): string[] {
  if (contents.length === 0) return [`${field}: contents is not specified`];
  return contents.flatMap((content, index) => problemsOfContent(content, `${field}[${index}]`));
}

export function problemsOfContent({ parts }: Content, path: string): string[] {
  if (parts.length === 0) return [`${path}.parts: contents.parts must not be empty.`];
  return parts.flatMap((part, index) => problemsOfPart(part, `${path}.parts[${index}]`));
}

function problemsOfPart(part: Part, path: string): string[] {
  const { functionCall, functionResponse } = part;
  if (PART_DATA.every((name) => part[name] === undefined)) {
    return [`${path}.data: required oneof field 'data' must have one initialized field`];
  }
  if (functionCall?.name === '') return [`${path}.function_call.name: Name cannot be empty.`];
  if (functionResponse?.name === '') {
    return [`${path}.function_response.name: Name cannot be empty.`];
  }
  return [];
}

/** What is wrong with the order of a conversation: Google's sentence, the first that applies. */
export function orderProblem(
  contents: readonly Content[],
  { mayEndWithModel }: { readonly mayEndWithModel: boolean },
): string | undefined {
  for (const [index, content] of contents.entries()) {
    const problem = placeProblem(content, contents[index - 1], contents[index + 1]);
    if (problem !== undefined) return problem;
  }
  if (!mayEndWithModel && contents.at(-1)?.role === 'model') {
    return 'Requests ending with a model turn are not supported.';
  }
  return undefined;
}

function placeProblem(
  content: Content,
  previous: Content | undefined,
  next: Content | undefined,
): string | undefined {
  if (content.role !== undefined && !ROLES.has(content.role)) {
    return 'Please use a valid role: user, model.';
  }
  const calls = callsIn(content);
  if (calls.length > 0 && (!previous || previous.role === 'model')) {
    return 'Please ensure that function call turn comes immediately after a user turn or after a function response turn.';
  }
  if (responsesIn(content).length > 0 && (!previous || callsIn(previous).length === 0)) {
    return 'Please ensure that function response turn comes immediately after a function call turn.';
  }
  return calls.length > 0 && next ? responsesProblem(calls, responsesIn(next)) : undefined;
}

type Named = { readonly id?: string | undefined; readonly name: string };

function responsesProblem(
  calls: readonly Named[],
  responses: readonly Named[],
): string | undefined {
  if (calls.length !== responses.length) {
    return 'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.';
  }
  const waiting = [...calls];
  for (const { id, name } of responses) {
    const call = waiting.findIndex(
      (each) => each.name === name && (id === undefined || each.id === undefined || each.id === id),
    );
    // Google says no more than this about it (https://github.com/archestra-ai/archestra/pull/7583).
    if (call === -1) return 'Request contains an invalid argument.';
    waiting.splice(call, 1);
  }
  return undefined;
}

function callsIn({ parts }: Content): NonNullable<Part['functionCall']>[] {
  return parts.flatMap(({ functionCall }) => functionCall ?? []);
}

export function responsesIn({ parts }: Content): NonNullable<Part['functionResponse']>[] {
  return parts.flatMap(({ functionResponse }) => functionResponse ?? []);
}
