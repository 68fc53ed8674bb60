import { describe, expect, it } from 'vitest';
import { durationFacts, fillCall, findTool, type Tool } from './tools.ts';

describe('filling a tool’s parameters', () => {
  it('goes by the schema, not by one tool’s names', () => {
    const tool: Tool = {
      name: 'startKitchenTimer',
      parameters: {
        type: 'object',
        properties: { label: { type: 'string' }, durationSeconds: { type: 'integer' } },
        required: ['durationSeconds'],
      },
    };
    expect(findTool([tool], 'timer', 'start')).toBe(tool);
    expect(fillCall(tool, { name: 'eggs', ...durationFacts(tool, 90) })?.args).toEqual({
      label: 'eggs',
      durationSeconds: 90,
    });
  });

  it('takes the word that an enum allows', () => {
    const tool: Tool = {
      name: 'convert',
      parameters: { properties: { to: { type: 'STRING', enum: ['GRAMS', 'CUPS'] } } },
    };
    expect(fillCall(tool, { to: ['g', 'gram', 'grams'] })?.args).toEqual({ to: 'GRAMS' });
  });

  it('does not call a tool whose required parameter it cannot fill', () => {
    const tool: Tool = {
      name: 'order',
      parameters: { properties: { shop: {} }, required: ['shop'] },
    };
    expect(fillCall(tool, { name: 'flour' })).toBeUndefined();
  });

  it('gives minutes alone to a tool that knows no seconds', () => {
    const tool: Tool = { name: 'set_timer', parameters: { properties: { minutes: {} } } };
    expect(durationFacts(tool, 90)).toEqual({ minutes: 1.5 });
  });
});
