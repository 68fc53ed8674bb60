import type { Tool, ToolSchema } from './tools.ts';

const STRING: ToolSchema = { type: 'STRING' };
const NUMBER: ToolSchema = { type: 'NUMBER' };
const SCALE: ToolSchema = { type: 'STRING', enum: ['celsius', 'fahrenheit', 'gas'] };

/** Tools as an agent declares them on the wire. For tests. */
export const BAKEBOT_TOOLS: readonly Tool[] = [
  tool('set_timer', { name: STRING, hours: NUMBER, minutes: NUMBER, seconds: NUMBER }, ['name']),
  tool('list_timers', {}, []),
  tool('cancel_timer', { name: STRING }, ['name']),
  tool('convert_measure', { amount: NUMBER, from: STRING, to: STRING, ingredient: STRING }, [
    'amount',
    'from',
    'to',
  ]),
  tool('convert_oven_temperature', { temperature: NUMBER, from: SCALE, to: SCALE }, [
    'temperature',
    'from',
    'to',
  ]),
  tool(
    'scale_recipe',
    {
      ingredients: {
        type: 'ARRAY',
        items: {
          type: 'OBJECT',
          properties: { name: STRING, amount: NUMBER, unit: STRING },
          required: ['name', 'amount', 'unit'],
        },
      },
      from_servings: NUMBER,
      to_servings: NUMBER,
    },
    ['ingredients', 'from_servings', 'to_servings'],
  ),
];

function tool(name: string, properties: Record<string, ToolSchema>, required: string[]): Tool {
  return { name, parameters: { type: 'OBJECT', properties, required } };
}
