import { initializeLogger, llm } from '@livekit/agents';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { forgetTurn } from './forget-attempt.ts';
import { repairHistory } from './repair-history.ts';
import { signToolCalls } from './sign-tool-calls.ts';
import { type Content, Contents, problemOf } from './testing/google-rules.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

/** The contents of the request that plugin-google sends. */
async function contentsOf(chat: llm.ChatContext): Promise<readonly Content[]> {
  const [contents] = await signToolCalls(repairHistory(chat)).toProviderFormat('google');
  return Contents.parse(contents);
}

function user(text: string, id = text): llm.ChatMessage {
  return llm.ChatMessage.create({ id, role: 'user', content: text });
}

function agent(text: string, id = text): llm.ChatMessage {
  return llm.ChatMessage.create({ id, role: 'assistant', content: text });
}

function call(callId: string, options: Partial<llm.FunctionCall> = {}): llm.FunctionCall {
  return llm.FunctionCall.create({ id: callId, callId, name: 'tool', args: '{}', ...options });
}

function output(callId: string): llm.FunctionCallOutput {
  return llm.FunctionCallOutput.create({ callId, name: 'tool', output: 'done', isError: false });
}

const SKIP = 'skip_thought_signature_validator';
const called = (id: string, thoughtSignature?: string) => ({
  functionCall: { id, name: 'tool', args: {} },
  ...(thoughtSignature && { thoughtSignature }),
});
const returned = (id: string) => ({
  functionResponse: { id, name: 'tool', response: { output: 'done' } },
});

describe('a history', () => {
  it.each<[string, llm.ChatItem[], Content[]]>([
    [
      'opens with a user’s turn when the first turn was forgotten after its tool call',
      [agent('Welcome.'), call('a'), output('a'), user('Hi')],
      [
        { role: 'model', parts: [{ text: 'Welcome.' }] },
        { role: 'user', parts: [{ text: '(the request was withdrawn)' }] },
        { role: 'model', parts: [called('a', SKIP)] },
        { role: 'user', parts: [returned('a'), { text: 'Hi' }] },
      ],
    ],
    [
      'keeps signatures, and gets one where Gemini did not call: on the first of parallel calls',
      [
        user('Hi'),
        call('a', { groupId: 'g' }),
        call('b', { groupId: 'g' }),
        output('b'),
        output('a'),
        call('c', { thoughtSignature: 'real' }),
        output('c'),
      ],
      [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [called('a', SKIP), called('b')] },
        { role: 'user', parts: [returned('a'), returned('b')] },
        { role: 'model', parts: [called('c', 'real')] },
        { role: 'user', parts: [returned('c')] },
      ],
    ],
    [
      'loses calls without an output, outputs without a call, and empty messages',
      [user('Hi'), agent(''), call('a'), output('b'), agent(' '), agent('Yes?'), user('Bye')],
      [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [{ text: 'Yes?' }] },
        { role: 'user', parts: [{ text: 'Bye' }] },
      ],
    ],
    [
      'keeps the calls of a vendor that gives those of every turn the same ids',
      [user('Hi'), call('a'), output('a'), user('Bye'), call('a', { id: 'b' }), output('a')],
      [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [called('a', SKIP)] },
        { role: 'user', parts: [returned('a'), { text: 'Bye' }] },
        { role: 'model', parts: [called('a-1', SKIP)] },
        { role: 'user', parts: [returned('a-1')] },
      ],
    ],
    [
      'survives arguments that are no JSON object, and messages with the same id',
      [
        user('Hi', '1'),
        agent('A', '2'),
        agent('B', '2/x'),
        call('a', { args: '[' }),
        output('a'),
        user('Bye', '1'),
      ],
      [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [{ text: 'A' }, { text: 'B' }, called('a', SKIP)] },
        { role: 'user', parts: [returned('a'), { text: 'Bye' }] },
      ],
    ],
  ])('%s', async (_, items, contents) => {
    const sent = await contentsOf(new llm.ChatContext(items));
    expect(sent).toEqual(contents);
    expect(problemOf(sent)).toBeUndefined();
  });
});

/** What the user said, in order. Instructions in mid-conversation are sent as the user's, too. */
function wordsOf({ items }: llm.ChatContext): string[] {
  return items.flatMap((each) =>
    each.type === 'message' && each.role === 'user' ? each.textContent?.trim() || [] : [],
  );
}

function wordsIn(contents: readonly Content[]): string[] {
  return contents
    .filter(({ role }) => role === 'user')
    .flatMap(({ parts }) => parts.map((part) => part.text ?? ''))
    .filter((words) => WORDS.includes(words));
}

const WORDS = ['flour', 'eggs', 'milk'];
const text = fc.constantFrom('', ' ', ...WORDS);
const id = fc.constantFrom('1', '2', '3', '3/a', '4', '5');
const callId = fc.constantFrom('a', 'b', 'c', 'd');
const group = fc.option(fc.constantFrom('g', 'h'), { nil: undefined });

const item: fc.Arbitrary<llm.ChatItem> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(text, id).map((each) => user(...each)) },
  { weight: 3, arbitrary: fc.tuple(text, id).map((each) => agent(...each)) },
  fc
    .tuple(text, id)
    .map(([content, key]) => llm.ChatMessage.create({ id: key, role: 'system', content })),
  {
    weight: 4,
    arbitrary: fc
      .record({
        callId,
        id,
        group,
        name: fc.constantFrom('tool', 'tool', ''),
        args: fc.constantFrom('{}', '{"a":1}', '', '[1]', '{'),
        signature: fc.option(fc.constant('real'), { nil: undefined }),
      })
      .map((each) =>
        llm.FunctionCall.create({
          ...each,
          ...(each.group !== undefined && { groupId: each.group }),
          ...(each.signature !== undefined && { thoughtSignature: each.signature }),
        }),
      ),
  },
  { weight: 4, arbitrary: callId.map(output) },
);

describe('any history', () => {
  it('is one that Google accepts, with all that the user said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 14 }), id, async (items, forgotten) => {
        for (const chat of [
          new llm.ChatContext(items),
          forgetTurn(new llm.ChatContext(items), forgotten),
        ]) {
          const contents = await contentsOf(chat);
          expect(problemOf(contents)).toBeUndefined();
          expect(wordsIn(contents)).toEqual(wordsOf(chat));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has no tool calls for Gemini Live, and no empty messages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 14 }), async (items) => {
        const chat = repairHistory(new llm.ChatContext(items)).copy({ excludeFunctionCall: true });
        const [contents] = await chat.toProviderFormat('google', false);
        const parts = Contents.parse(contents).flatMap((each) => each.parts);
        expect(parts.every((part) => Boolean(part.text))).toBe(true);
      }),
    );
  });
});
