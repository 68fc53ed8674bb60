import { describe, expect, it } from 'vitest';
import { BAKEBOT_TOOLS } from '../replies/testing/bakebot-tools.ts';
import { Tools } from '../wire/content.ts';
import { problemsOfTools } from './function-declarations.ts';

function problemsOf(...functionDeclarations: object[]): string[] {
  return problemsOfTools(Tools.parse([{ functionDeclarations }]));
}

function problemsOfParameters(parameters: object): string[] {
  return problemsOf({ name: 'bake', parameters });
}

describe('declared functions', () => {
  it('have no problems when they are like those of BakeBot', () => {
    const withParameters = BAKEBOT_TOOLS.filter(
      ({ parameters }) => Object.keys(parameters?.properties ?? {}).length > 0,
    );
    expect(problemsOf(...withParameters)).toEqual([]);
    expect(problemsOf({ name: 'list_timers' })).toEqual([]);
  });

  it.each(['', '1st', 'with space', 'ü', 'a'.repeat(65)])('cannot be named %j', (name) => {
    expect(problemsOf({ name })[0]).toContain(
      'tools[0].function_declarations[0].name: Invalid function name.',
    );
  });

  it('cannot share a name', () => {
    expect(problemsOf({ name: 'bake' }, { name: 'bake' })).toEqual([
      'tools[0].function_declarations[1].name: Duplicate function declaration found: bake',
    ]);
  });

  const text = { type: 'STRING' };
  it.each([
    [{ type: 'OBJECT' }, 'properties: should be non-empty for OBJECT type'],
    [{ type: 'STRING', properties: { a: text } }, 'properties: only allowed for OBJECT type'],
    [
      { type: 'OBJECT', properties: { a: { type: 'ARRAY' } } },
      'properties[a].items: missing field.',
    ],
    [
      { type: 'OBJECT', properties: { a: { type: 'INTEGER', enum: ['1'] } } },
      'properties[a].enum: only allowed for STRING type',
    ],
    [
      { type: 'OBJECT', properties: { a: { type: 'STRING', enum: ['x', ''] } } },
      'properties[a].enum[1]: cannot be empty',
    ],
    [
      { type: 'OBJECT', properties: { a: { type: 'STRING', format: 'uri' } } },
      "properties[a].format: only 'enum' and 'date-time' are supported for STRING type",
    ],
    [
      { type: 'OBJECT', properties: { a: text }, required: ['a', 'b'] },
      'required[1]: property is not defined',
    ],
    [
      { type: 'OBJECT', properties: { a: { type: 'ARRAY', items: { type: 'OBJECT' } } } },
      'properties[a].items.properties: should be non-empty for OBJECT type',
    ],
    [{ anyOf: [{ type: 'ARRAY' }] }, 'any_of[0].items: missing field.'],
  ])('cannot have the parameters %j', (parameters, problem) => {
    expect(problemsOfParameters(parameters)).toEqual([
      `tools[0].function_declarations[0].parameters.${problem}`,
    ]);
  });
});
