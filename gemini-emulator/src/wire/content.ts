import * as z from 'zod';

/**
 * The parts of Google's `Content`, `Tool` and `GenerationConfig` that the emulator understands
 * (https://ai.google.dev/api/caching#Content). Other fields that Google has are accepted and ignored.
 */
export const Blob = z.object({ mimeType: z.string().default(''), data: z.string().default('') });
export type Blob = z.infer<typeof Blob>;

const Fields = z.record(z.string(), z.unknown());

const FunctionCall = z.object({
  id: z.string().optional(),
  name: z.string().default(''),
  args: Fields.default({}),
});

export const FunctionResponse = z.object({
  id: z.string().optional(),
  name: z.string().default(''),
  response: Fields.default({}),
  /** More is to come for the same call. */
  willContinue: z.boolean().optional(),
  /** When the model should speak of it: `SILENT`, `WHEN_IDLE` or `INTERRUPT`. */
  scheduling: z.string().optional(),
});
export type FunctionResponse = z.infer<typeof FunctionResponse>;

/** What a part can hold: one of them. */
export const PART_DATA = [
  'text',
  'inlineData',
  'functionCall',
  'functionResponse',
  'fileData',
  'executableCode',
  'codeExecutionResult',
  'toolCall',
  'toolResponse',
] as const;

export const Part = z.object({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  inlineData: Blob.optional(),
  functionCall: FunctionCall.optional(),
  functionResponse: FunctionResponse.optional(),
  /** Base64. */
  thoughtSignature: z.string().optional(),
  fileData: z.unknown().optional(),
  executableCode: z.unknown().optional(),
  codeExecutionResult: z.unknown().optional(),
  toolCall: z.unknown().optional(),
  toolResponse: z.unknown().optional(),
});
export type Part = z.infer<typeof Part>;

export const Content = z.object({
  role: z.string().optional(),
  parts: z.array(Part).default([]),
});
export type Content = z.infer<typeof Content>;

/** Google's dialect of OpenAPI, or JSON Schema. */
const Schema = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), Schema).optional();
  },
  get items() {
    return Schema.optional();
  },
  get anyOf() {
    return z.array(Schema).optional();
  },
});
export type Schema = z.infer<typeof Schema>;

const FunctionDeclaration = z.object({
  name: z.string().default(''),
  parameters: Schema.optional(),
  /** One that is beyond the emulator is a function without parameters. */
  parametersJsonSchema: Schema.optional().catch(undefined),
});

export const Tools = z.array(
  z.object({ functionDeclarations: z.array(FunctionDeclaration).default([]) }),
);
export type Tools = z.infer<typeof Tools>;

export const GenerationConfig = z.object({
  responseModalities: z.array(z.string()).optional(),
  speechConfig: z.object({ languageCode: z.string().optional() }).optional(),
  thinkingConfig: z
    .object({ thinkingLevel: z.string().optional(), thinkingBudget: z.number().optional() })
    .optional(),
  temperature: z.number().optional(),
  topP: z.number().optional(),
  topK: z.number().optional(),
  maxOutputTokens: z.number().optional(),
  candidateCount: z.number().optional(),
  frequencyPenalty: z.number().optional(),
  presencePenalty: z.number().optional(),
});
export type GenerationConfig = z.infer<typeof GenerationConfig>;
