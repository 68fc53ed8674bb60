import type { Schema, Tools } from '../wire/content.ts';

/** Names as Google allows them. */
const FUNCTION_NAME = /^[A-Za-z_][\w.:-]{0,63}$/u;
const STRING_FORMATS = new Set(['enum', 'date-time']);

/**
 * What is wrong with declared functions, in Google's words without the message's name before them:
 * `tools[0].function_declarations[0].parameters.properties: should be non-empty for OBJECT type`. Fields outside Google's
 * dialect of OpenAPI are refused before, as unknown names.
 */
export function problemsOfTools(tools: Tools): string[] {
  const names = new Set<string>();
  return tools.flatMap(({ functionDeclarations }, tool) =>
    functionDeclarations.flatMap(({ name, parameters, parametersJsonSchema }, index) => {
      const path = `tools[${tool}].function_declarations[${index}]`;
      const problems: string[] = [];
      if (!FUNCTION_NAME.test(name)) {
        problems.push(
          `${path}.name: Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.`,
        );
      }
      if (names.has(name))
        problems.push(`${path}.name: Duplicate function declaration found: ${name}`);
      names.add(name);
      if (parameters && parametersJsonSchema) {
        problems.push(`${path}: only one of parameters and parameters_json_schema may be set`);
      }
      return parameters
        ? [...problems, ...problemsOfSchema(parameters, `${path}.parameters`)]
        : problems;
    }),
  );
}

function problemsOfSchema(schema: Schema, path: string): string[] {
  const { type, properties, items, required = [], anyOf = [] } = schema;
  const problems: string[] = [];
  const names = Object.keys(properties ?? {});
  if (type === 'OBJECT' && names.length === 0) {
    problems.push(`${path}.properties: should be non-empty for OBJECT type`);
  }
  if (type !== 'OBJECT' && names.length > 0) {
    problems.push(`${path}.properties: only allowed for OBJECT type`);
  }
  if (type === 'ARRAY' && !items) problems.push(`${path}.items: missing field.`);
  if (schema.enum && type !== 'STRING') problems.push(`${path}.enum: only allowed for STRING type`);
  if (schema.enum?.includes('') === true) {
    problems.push(`${path}.enum[${schema.enum.indexOf('')}]: cannot be empty`);
  }
  if (type === 'STRING' && schema.format && !STRING_FORMATS.has(schema.format)) {
    problems.push(`${path}.format: only 'enum' and 'date-time' are supported for STRING type`);
  }
  for (const [index, name] of required.entries()) {
    if (!names.includes(name)) problems.push(`${path}.required[${index}]: property is not defined`);
  }
  for (const [name, property] of Object.entries(properties ?? {})) {
    problems.push(...problemsOfSchema(property, `${path}.properties[${name}]`));
  }
  if (items) problems.push(...problemsOfSchema(items, `${path}.items`));
  for (const [index, one] of anyOf.entries()) {
    problems.push(...problemsOfSchema(one, `${path}.any_of[${index}]`));
  }
  return problems;
}
