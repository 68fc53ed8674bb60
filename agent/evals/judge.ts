import type { EvalCase, ExpectedCall } from './eval-case.ts';

/** The agent's reply to a case, and its tool calls. */
export type Observed = {
  readonly text: string;
  readonly calls: readonly {
    readonly tool: string;
    readonly args: Readonly<Record<string, unknown>>;
  }[];
};

/** Markdown, which TTS would read aloud. */
const MARKDOWN = /[*#`]|\]\(|^\s*[-•] /mu;

/** Returns the faults of a reply. */
export function judge(evalCase: EvalCase, { text, calls }: Observed): string[] {
  const { mentions = [], avoids = [], neverCalls = [] } = evalCase;
  const called = calls.map(({ tool }) => tool);
  const unwanted = called.filter((tool) => neverCalls === 'all' || neverCalls.includes(tool));
  return [
    ...missingCalls(evalCase.calls ?? [], calls),
    ...unwanted.map((tool) => `called ${tool}`),
    ...mentions.filter((each) => !each.test(text)).map((each) => `does not say ${each.source}`),
    ...avoids.filter((each) => each.test(text)).map((each) => `says ${each.source}`),
    ...(isRepeated(evalCase.says, text) ? ['repeats the question'] : []),
    ...(MARKDOWN.test(text) ? ['has markdown'] : []),
    ...(text.trim() === '' ? ['says nothing'] : []),
  ];
}

/** Shortest question whose repetition counts, in characters: a good reply may contain a shorter one. */
const MIN_QUESTION = 20;

function isRepeated(says: string, text: string): boolean {
  return says.length >= MIN_QUESTION && text.toLowerCase().includes(says.toLowerCase());
}

function missingCalls(expected: readonly ExpectedCall[], calls: Observed['calls']): string[] {
  const left = [...calls];
  return expected.flatMap(({ tool, args = {} }) => {
    const found = left.findIndex((call) => call.tool === tool && matches(args, call.args));
    if (found >= 0) {
      left.splice(found, 1);
      return [];
    }
    return [`did not call ${tool} ${JSON.stringify(args)}`];
  });
}

/** Whether `given` has all expected values: numbers within 1 %, strings as a part, ignoring case. */
function matches(expected: unknown, given: unknown): boolean {
  if (typeof expected === 'number') {
    return Math.abs(Number(given) - expected) <= Math.abs(expected) / 100;
  }
  if (typeof expected === 'string') {
    return typeof given === 'string' && given.toLowerCase().includes(expected.toLowerCase());
  }
  if (typeof expected !== 'object' || expected === null) return expected === given;
  if (typeof given !== 'object' || given === null) return false;
  const fields = new Map<string, unknown>(Object.entries(given));
  return Object.entries(expected).every(([key, value]) => matches(value, fields.get(key)));
}
