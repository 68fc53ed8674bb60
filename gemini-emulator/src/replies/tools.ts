import type { ToolCall } from './conversation.ts';

/** A tool's parameters, as much of JSON Schema (or of Google's dialect of OpenAPI) as is needed to fill them. */
export type ToolSchema = {
  readonly type?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, ToolSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: ToolSchema | undefined;
};

export type Tool = { readonly name: string; readonly parameters?: ToolSchema | undefined };

/**
 * Something understood, by the name that a tool's parameter may have. A list of words is, for a tool that wants a list,
 * that list; for others the same thing in the words that a tool may want, the likeliest first.
 */
export type Fact = number | string | boolean | readonly string[] | readonly Facts[] | Facts;
export type Facts = { readonly [concept: string]: Fact | undefined };

/** Other names of the parameters that the emulator knows, in snake case. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  name: ['label', 'title', 'timer', 'timer_name', 'item'],
  amount: ['quantity', 'value'],
  unit: ['measure'],
  from: ['from_unit', 'source_unit', 'from_scale'],
  to: ['to_unit', 'target_unit', 'to_scale'],
  ingredient: ['ingredient_name', 'food'],
  temperature: ['degrees', 'value'],
  from_servings: ['original_servings', 'servings'],
  to_servings: ['target_servings', 'new_servings'],
  seconds: ['duration_seconds', 'total_seconds', 'duration'],
  minutes: ['duration_minutes'],
};

/** The first tool whose name has all these words in it: `['set', 'timer']` finds `set_timer` and `setKitchenTimer`. */
export function findTool(tools: readonly Tool[], ...words: readonly string[]): Tool | undefined {
  return tools.find(({ name }) => words.every((word) => snakeCase(name).includes(word)));
}

/** A call of the tool with what was understood, or nothing when that is not enough for its required parameters. */
export function fillCall(tool: Tool, facts: Facts): ToolCall | undefined {
  const args = fillObject(tool.parameters ?? {}, facts);
  return args && { name: tool.name, args };
}

/** The facts of a duration, in the parameters that the tool has: minutes and seconds, or only one of them. */
export function durationFacts({ parameters }: Tool, seconds: number): Facts {
  const names = Object.keys(parameters?.properties ?? {}).map(snakeCase);
  const has = (concept: string) => names.some((name) => means(name, concept));
  if (!has('minutes')) return { seconds };
  if (!has('seconds')) return { minutes: seconds / 60 };
  return seconds % 60 === 0
    ? { minutes: seconds / 60 }
    : { ...(seconds > 60 && { minutes: Math.floor(seconds / 60) }), seconds: seconds % 60 };
}

function fillObject(schema: ToolSchema, facts: Facts): Record<string, unknown> | undefined {
  const args: Record<string, unknown> = {};
  for (const [property, propertySchema] of Object.entries(schema.properties ?? {})) {
    const concept = Object.keys(facts).find((candidate) => means(snakeCase(property), candidate));
    const fact = concept === undefined ? undefined : facts[concept];
    const value = fact === undefined ? undefined : fillValue(propertySchema, fact);
    if (value !== undefined) args[property] = value;
    else if (schema.required?.includes(property)) return undefined;
  }
  return args;
}

function fillValue(schema: ToolSchema, fact: Fact): unknown {
  if (typeof fact === 'boolean') return fact;
  if (typeof fact === 'number') return fillNumber(schema, fact);
  if (typeof fact === 'string') return fillWord(schema, [fact]);
  if (!isList(fact)) return fillObject(schema, fact);
  if (isWords(fact)) return isArray(schema) ? [...fact] : fillWord(schema, fact);
  const items = fact.map((each) => fillObject(schema.items ?? {}, each));
  return items.includes(undefined) ? undefined : items;
}

function fillNumber({ type }: ToolSchema, value: number): number | string {
  switch (type?.toLowerCase()) {
    case 'string':
      return String(value);
    case 'integer':
      return Math.round(value);
    default:
      return value;
  }
}

function fillWord(schema: ToolSchema, words: readonly string[]): string | undefined {
  if (!schema.enum) return words[0];
  return schema.enum.find((allowed) => words.includes(allowed.toLowerCase()));
}

function isList(
  fact: readonly string[] | readonly Facts[] | Facts,
): fact is readonly string[] | readonly Facts[] {
  return Array.isArray(fact);
}

function isArray({ type }: ToolSchema): boolean {
  return type?.toLowerCase() === 'array';
}

function isWords(fact: readonly string[] | readonly Facts[]): fact is readonly string[] {
  return typeof fact[0] === 'string';
}

function means(property: string, concept: string): boolean {
  return property === concept || (SYNONYMS[concept]?.includes(property) ?? false);
}

function snakeCase(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/gu, '$1_$2').toLowerCase();
}
