import { describe, expect, it } from 'vitest';
import { Content } from '../wire/content.ts';
import { orderProblem, problemsOfContents } from './contents.ts';

const user = { role: 'user', parts: [{ text: 'Hello' }] };
const model = { role: 'model', parts: [{ text: 'Hello' }] };
const bake = { functionCall: { id: '1', name: 'bake' } };
const cool = { functionCall: { id: '2', name: 'cool' } };
const call = { role: 'model', parts: [bake] };

function responses(...each: object[]): object {
  return { role: 'user', parts: each.map((functionResponse) => ({ functionResponse })) };
}

function problemOf(contents: object[], mayEndWithModel = false): string | undefined {
  return orderProblem(
    contents.map((content) => Content.parse(content)),
    { mayEndWithModel },
  );
}

const CALL_PLACE =
  'Please ensure that function call turn comes immediately after a user turn or after a function response turn.';
const RESPONSE_PLACE =
  'Please ensure that function response turn comes immediately after a function call turn.';
const COUNT =
  'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.';
const INVALID = 'Request contains an invalid argument.';

describe('the order of contents', () => {
  it.each<[string, object[]]>([
    ['a question', [user]],
    ['a conversation', [user, model, user]],
    ['a greeting first', [model, user]],
    ['a call and its response', [user, call, responses({ id: '1', name: 'bake' })]],
    ['a response without an id', [user, call, responses({ name: 'bake' })]],
    [
      'parallel calls, answered in another order',
      [
        user,
        { role: 'model', parts: [bake, cool] },
        responses({ id: '2', name: 'cool' }, { id: '1', name: 'bake' }),
      ],
    ],
    [
      'a call after a response',
      [
        user,
        call,
        responses({ id: '1', name: 'bake' }),
        { role: 'model', parts: [cool] },
        responses({ id: '2', name: 'cool' }),
      ],
    ],
  ])('may be %s', (_, contents) => {
    expect(problemOf(contents)).toBeUndefined();
  });

  it.each<[string, object[], string]>([
    ['a call first', [call, responses({ id: '1', name: 'bake' }), user], CALL_PLACE],
    ['a call after the model spoke', [user, model, call, responses({ name: 'bake' })], CALL_PLACE],
    ['a response without a call', [user, model, responses({ name: 'bake' })], RESPONSE_PLACE],
    ['a response first', [responses({ name: 'bake' })], RESPONSE_PLACE],
    ['a call without a response', [user, call, user], COUNT],
    ['a response too many', [user, call, responses({ name: 'bake' }, { name: 'bake' })], COUNT],
    ['a response of another name', [user, call, responses({ id: '1', name: 'cool' })], INVALID],
    ['a response of another id', [user, call, responses({ id: '9', name: 'bake' })], INVALID],
    ['another role', [{ ...user, role: 'system' }], 'Please use a valid role: user, model.'],
    ['the model last', [user, model], 'Requests ending with a model turn are not supported.'],
  ])('may not be %s', (_, contents, problem) => {
    expect(problemOf(contents)).toBe(problem);
  });

  it('may end with the model on older releases', () => {
    expect(problemOf([user, model], true)).toBeUndefined();
  });
});

describe('the parts of contents', () => {
  it.each<[object[], string]>([
    [[], 'contents: contents is not specified'],
    [[{ role: 'user' }], 'contents[0].parts: contents.parts must not be empty.'],
    [
      [user, { parts: [{ thought: true }] }],
      "contents[1].parts[0].data: required oneof field 'data' must have one initialized field",
    ],
    [
      [{ parts: [{ functionCall: {} }] }],
      'contents[0].parts[0].function_call.name: Name cannot be empty.',
    ],
    [
      [{ parts: [{ functionResponse: {} }] }],
      'contents[0].parts[0].function_response.name: Name cannot be empty.',
    ],
  ])('may not be like %j', (contents, problem) => {
    const parsed = contents.map((content) => Content.parse(content));
    expect(problemsOfContents(parsed, 'contents')).toEqual([problem]);
  });
});
