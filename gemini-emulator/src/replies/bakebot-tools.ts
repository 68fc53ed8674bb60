import type { Tool, ToolSchema } from './tools.ts';

const STRING: ToolSchema = { type: 'STRING' };
const NUMBER: ToolSchema = { type: 'NUMBER' };
const SCALE: ToolSchema = { type: 'STRING', enum: ['celsius', 'fahrenheit', 'gas'] };

const INGREDIENTS: ToolSchema = {
  type: 'ARRAY',
  items: {
    type: 'OBJECT',
    properties: { name: STRING, amount: NUMBER, unit: STRING },
    required: ['name', 'unit'],
  },
};
const PAN: ToolSchema = {
  type: 'OBJECT',
  properties: {
    shape: { type: 'STRING', enum: ['round', 'square', 'rectangular', 'loaf', 'bundt'] },
    unit: { type: 'STRING', enum: ['inch', 'cm'] },
    size: NUMBER,
    width: NUMBER,
  },
  required: ['shape', 'unit', 'size'],
};

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
      ingredients: INGREDIENTS,
      from_servings: NUMBER,
      to_servings: NUMBER,
    },
    ['to_servings'],
  ),
  tool('scale_for_pan', { from_pan: PAN, to_pan: PAN, ingredients: INGREDIENTS }, [
    'from_pan',
    'to_pan',
  ]),
  tool('find_substitute', { ingredient: STRING, amount: NUMBER, unit: STRING }, ['ingredient']),
  tool(
    'show_recipe',
    {
      title: STRING,
      servings: NUMBER,
      ingredients: INGREDIENTS,
      steps: { type: 'ARRAY', items: STRING },
    },
    ['title', 'ingredients', 'steps'],
  ),
  tool(
    'recipe_step',
    {
      move: { type: 'STRING', enum: ['start', 'next', 'back', 'repeat', 'where', 'go_to'] },
      step: { type: 'INTEGER' },
    },
    ['move'],
  ),
  tool('open_camera', { hint: STRING }, ['hint']),
];

function tool(name: string, properties: Record<string, ToolSchema>, required: string[]): Tool {
  return { name, parameters: { type: 'OBJECT', properties, required } };
}
