/**
 * Writes `wire-schema.json`: the messages, fields and enums of the Gemini API that a client may send.
 *
 * The source is `@google/genai`, Google's own client, at the version that the agent uses: its declarations name every
 * message, field and enum, and its `…ToMldev` converters know which of them belong to Vertex AI alone. Other official
 * sources have less: the `.proto` files in `@google-ai/generativelanguage` 4.1.0 lack `thinkingLevel`, `store`,
 * `languageCodes` and half of Live; no discovery document of this API is in `google-api-python-client`; `google-genai`
 * (Python) and `google.golang.org/genai` are generated from the same definitions as the declarations read here.
 *
 * Run it with `npm run wire-schema --workspace @bakebot/gemini-emulator` after `@google/genai` was updated.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** Types as `wire-schema.ts` reads them: `Content[]`, `map<Schema>`, `string`. Enums: `TEXT | AUDIO`. */
export type GeneratedSchema = {
  readonly source: string;
  readonly messages: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly enums: Readonly<Record<string, string>>;
};

type Field = { readonly name: string; readonly type: string; readonly comment: string };
type Declarations = {
  readonly messages: ReadonlyMap<string, readonly Field[]>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly aliases: ReadonlyMap<string, string>;
};

const OUTPUT = fileURLToPath(new URL('./wire-schema.json', import.meta.url));
const ROOTS = ['GenerateContentRequest', 'LiveClientMessage'];
const NOT_IN_GEMINI_API =
  /This (?:field|enum value|enum|data type) is not supported in Gemini API/u;
/** The declarations call every number `number`, and integers of 64 bits, which travel as strings, `string`. */
const INT64 = /^(?:(?:min|max)(?:Items|Length|Properties)|(?:trigger|target)Tokens)$/u;
const INT32 = /(?:count|tokens|seed|budget|topK|ms|logprobs)$/iu;
const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  unknown: 'any',
  any: 'any',
};

/** Reads the installed `@google/genai`. */
export function generateWireSchema(): GeneratedSchema {
  const folder = dirname(createRequire(import.meta.url).resolve('@google/genai'));
  const root = folder.slice(0, folder.lastIndexOf('dist'));
  const read = (file: string) => readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
  const declarations = readDeclarations(read('dist/genai.d.ts'));
  const converters = readConverters(read('dist/node/index.mjs'));
  const messages = new Map(declarations.messages);
  addRequest(messages, converters);
  return {
    source: `@google/genai ${version}`,
    ...reach({ ...declarations, messages }, converters),
  };
}

function readDeclarations(text: string): Declarations {
  const messages = new Map<string, Field[]>();
  const enums = new Map<string, string[]>();
  for (const [, kind, name = '', body = ''] of text.matchAll(
    /^(?:export )?declare (interface|class|enum) (\w+)[^{\n]*\{\n(.*?)^\}/gmsu,
  )) {
    const members = readMembers(body);
    if (kind !== 'enum') messages.set(name, members);
    else {
      const supported = members.filter(({ comment }) => !NOT_IN_GEMINI_API.test(comment));
      enums.set(
        name,
        supported.map(({ type }) => type.replaceAll('"', '')),
      );
    }
  }
  const aliases = [
    ...text.matchAll(/^(?:export )?declare type (\w+) = (\w+(?:\[\])?)(?= \||;)/gmu),
  ];
  return {
    messages,
    enums,
    aliases: new Map(aliases.map(([, name = '', first = '']) => [name, first])),
  };
}

/** Fields (`name?: Type;`) and enum members (`NAME = "NAME",`), each with the comment above it. */
function readMembers(body: string): Field[] {
  const member = /((?:^ {4}\/\*\*(?:(?!\*\/).)*\*\/\n)?)^ {4}(\w+)(?:\??: | = )([^\n]+?)[;,]?$/gmsu;
  return [...body.matchAll(member)].map(([, comment = '', name = '', type = '']) => ({
    name,
    type,
    comment,
  }));
}

type Converters = {
  /** `Blob.displayName`: what the client refuses to send to the Gemini API. */
  readonly refused: ReadonlySet<string>;
  /** Where `GenerateContentConfig`, which only the client has, puts its fields: in the request, or in `generationConfig`. */
  readonly inRequest: ReadonlySet<string>;
  readonly inGenerationConfig: ReadonlySet<string>;
};

const CONVERTED_NAMES: Readonly<Record<string, string>> = {
  GenerateContentConfig: 'GenerationConfig',
  LiveConnectConfig: 'LiveClientSetup',
};

function readConverters(code: string): Converters {
  const refused = new Set<string>();
  const inRequest = new Set<string>();
  const inGenerationConfig = new Set<string>();
  for (const [, name = '', body = ''] of code.matchAll(
    /^function (\w+)ToMldev(?:\$\d+)?\(.*?\{\n(.*?)^\}/gmsu,
  )) {
    const message = name.charAt(0).toUpperCase() + name.slice(1);
    const target = CONVERTED_NAMES[message] ?? message;
    for (const [, field] of body.matchAll(/throw new Error\('(\w+) parameter is only supported/gu))
      refused.add(`${target}.${field}`);
    if (message !== 'GenerateContentConfig') continue;
    for (const [, object, field = ''] of body.matchAll(
      /setValueByPath\((parentObject|toObject), \['(\w+)'\]/gu,
    )) {
      (object === 'parentObject' ? inRequest : inGenerationConfig).add(field);
    }
  }
  return { refused, inRequest, inGenerationConfig };
}

/** The request's body is not declared: the client makes it of `GenerateContentConfig`. */
function addRequest(messages: Map<string, readonly Field[]>, converters: Converters): void {
  const config = fieldsOf(messages, 'GenerateContentConfig');
  const generation = fieldsOf(messages, 'GenerationConfig');
  const known = new Set(generation.map(({ name }) => name));
  messages.set('GenerationConfig', [
    ...generation,
    ...config.filter(({ name }) => converters.inGenerationConfig.has(name) && !known.has(name)),
  ]);
  messages.set('GenerateContentRequest', [
    { name: 'model', type: 'string', comment: '' },
    { name: 'contents', type: 'Content[]', comment: '' },
    { name: 'generationConfig', type: 'GenerationConfig', comment: '' },
    ...config.filter(({ name }) => converters.inRequest.has(name)),
  ]);
}

function fieldsOf(messages: ReadonlyMap<string, readonly Field[]>, name: string): readonly Field[] {
  const fields = messages.get(name);
  if (!fields) throw new Error(`@google/genai does not declare ${name} any more.`);
  return fields;
}

/** Everything that the roots lead to, by name. */
function reach(
  declarations: Declarations,
  { refused }: Converters,
): Pick<GeneratedSchema, 'messages' | 'enums'> {
  const messages: Record<string, Record<string, string>> = {};
  const enums: Record<string, string> = {};
  const waiting = [...ROOTS];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const wireName = wireNameOf(name);
    if (wireName in messages || wireName in enums) continue;
    const values = declarations.enums.get(name);
    if (values) {
      enums[wireName] = values.join(' | ');
      continue;
    }
    const message: Record<string, string> = (messages[wireName] = {});
    for (const field of fieldsOf(declarations.messages, name)) {
      if (NOT_IN_GEMINI_API.test(field.comment) || refused.has(`${wireName}.${field.name}`))
        continue;
      const { type, named } = wireType(field, declarations.aliases);
      message[field.name] = type;
      if (named !== undefined) waiting.push(named);
    }
  }
  return { messages: sorted(messages), enums: sorted(enums) };
}

/** @returns `named` the message or enum that the field's type names, if any. */
function wireType(
  { name, type, comment }: Field,
  aliases: Declarations['aliases'],
): { type: string; named?: string } {
  const alias = aliases.get(type);
  // The client is generous: of what it takes, the first is what the wire wants.
  if (alias !== undefined) return wireType({ name, type: alias, comment }, aliases);
  const item = /^(?:Array<(\w+)>|(\w+)\[\])$/u.exec(type);
  if (item)
    return wrap(wireType({ name, type: item[1] ?? item[2] ?? '', comment }, aliases), '', '[]');
  const value = /^Record<string, (\w+)>$/u.exec(type)?.[1];
  if (value === 'unknown') return { type: 'struct' };
  if (value !== undefined)
    return wrap(wireType({ name, type: value, comment }, aliases), 'map<', '>');
  if (INT64.test(name)) return { type: 'int64' };
  if (comment.includes('Encoded as base64')) return { type: 'bytes' };
  if (type === 'number' && INT32.test(name)) return { type: 'int32' };
  const scalar = SCALARS[type];
  if (scalar !== undefined) return { type: scalar };
  if (!/^\w+$/u.test(type)) return { type: 'any' };
  return { type: wireNameOf(type), named: type };
}

function wrap(inner: { type: string; named?: string }, before: string, after: string) {
  return { ...inner, type: before + inner.type + after };
}

/** The bundler that made the declarations renames what is also a global's name: `Blob_2`. */
function wireNameOf(name: string): string {
  return name.replace(/_\d+$/u, '');
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

if (import.meta.main)
  writeFileSync(OUTPUT, `${JSON.stringify(generateWireSchema(), undefined, 2)}\n`);
