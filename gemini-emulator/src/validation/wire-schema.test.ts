import { describe, expect, it } from 'vitest';
import { GoogleError } from '../wire/google-error.ts';
import { generateWireSchema } from './generate-wire-schema.ts';
import committed from './wire-schema.json' with { type: 'json' };
import { readWire } from './wire-schema.ts';

function refusalOf(body: unknown): unknown {
  try {
    readWire('GenerateContentRequest', body);
  } catch (error) {
    if (error instanceof GoogleError) return JSON.parse(JSON.stringify(error));
    throw error;
  }
  return undefined;
}

function problem(message: string, field?: string): object {
  const violation = { ...(field !== undefined && { field }), description: message };
  return {
    error: {
      code: 400,
      message,
      status: 'INVALID_ARGUMENT',
      details: [
        { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [violation] },
      ],
    },
  };
}

const contents = [{ role: 'user', parts: [{ text: 'Hello' }] }];

describe('the wire schema', () => {
  it('is what the installed @google/genai declares (else: npm run wire-schema)', () => {
    expect(generateWireSchema()).toEqual(committed);
  });

  it('has what Google documents, and nothing that Vertex AI alone has', () => {
    const { GenerateContentRequest, GenerationConfig, LiveClientSetup } = committed.messages;
    expect(Object.keys(GenerateContentRequest)).toEqual(
      expect.arrayContaining(['contents', 'systemInstruction', 'tools', 'toolConfig', 'store']),
    );
    expect(Object.keys(GenerationConfig)).toContain('imageConfig');
    expect(Object.keys(GenerationConfig)).not.toContain('audioTimestamp');
    expect(Object.keys(GenerationConfig)).not.toContain('routingConfig');
    expect(Object.keys(LiveClientSetup)).not.toContain('explicitVadSignal');
    expect(Object.keys(committed.messages.Tool)).not.toContain('retrieval');
    expect(committed.enums.ThinkingLevel).toContain('MINIMAL');
  });
});

describe('what Google reads', () => {
  it.each([
    ['snake case', { contents, system_instruction: { parts: [{ text: 'Bake.' }] } }],
    ['camel case', { contents, systemInstruction: { parts: [{ text: 'Bake.' }] } }],
    [
      'a lone item for a list',
      { contents: contents[0], systemInstruction: { parts: { text: 'Bake.' } } },
    ],
    [
      'null for nothing',
      { contents, systemInstruction: { parts: [{ text: 'Bake.' }] }, tools: null },
    ],
  ])('is the same in %s', (_, body) => {
    expect(readWire('GenerateContentRequest', body)).toEqual({
      contents,
      systemInstruction: { parts: [{ text: 'Bake.' }] },
    });
  });

  it.each([
    [{ responseModalities: ['audio'] }, { responseModalities: ['AUDIO'] }],
    [{ responseModalities: [1] }, { responseModalities: ['TEXT'] }],
    [
      { temperature: '0.5', maxOutputTokens: '10' },
      { temperature: 0.5, maxOutputTokens: 10 },
    ],
    [{ responseSchema: { maxItems: 3 } }, { responseSchema: { maxItems: '3' } }],
  ])('has several spellings: %j', (generationConfig, read) => {
    expect(readWire('GenerateContentRequest', { contents, generationConfig })).toEqual({
      contents,
      generationConfig: read,
    });
  });

  it('has fields of any name in arguments and JSON schemas', () => {
    const body = {
      contents: [{ parts: [{ functionCall: { name: 'f', args: { some_thing: { else: 1 } } } }] }],
      tools: [{ functionDeclarations: [{ name: 'f', parametersJsonSchema: { $ref: '#' } }] }],
    };
    expect(readWire('GenerateContentRequest', body)).toEqual(body);
  });
});

describe('what Google does not read', () => {
  it.each([
    [{ prompt: 'Hi' }, 'Unknown name "prompt": Cannot find field.', undefined],
    [
      { generationConfig: { colour: 'red' } },
      'Unknown name "colour" at \'generation_config\': Cannot find field.',
      'generation_config',
    ],
    [
      { contents: [{ parts: [{ txt: 'Hi' }] }] },
      'Unknown name "txt" at \'contents[0].parts[0]\': Cannot find field.',
      'contents[0].parts[0]',
    ],
    [
      {
        tools: [
          {
            functionDeclarations: [{ name: 'f', parameters: { properties: { a: { const: 1 } } } }],
          },
        ],
      },
      'Unknown name "const" at \'tools[0].function_declarations[0].parameters.properties[0].value\': Cannot find field.',
      'tools[0].function_declarations[0].parameters.properties[0].value',
    ],
    [
      { systemInstruction: [] },
      'Unknown name "system_instruction": Proto field is not repeating, cannot start list.',
      undefined,
    ],
  ])('is refused as an unknown name: %j', (body, description, field) => {
    expect(refusalOf(body)).toEqual(
      problem(`Invalid JSON payload received. ${description}`, field),
    );
  });

  const proto = 'type.googleapis.com/google.ai.generativelanguage.v1beta';
  it.each([
    [{ contents: ['Hi'] }, 'contents[0]', `(${proto}.Content), "Hi"`],
    [{ contents: [{ parts: [{ text: 1 }] }] }, 'contents[0].parts[0].text', '(TYPE_STRING), 1'],
    [
      { contents: [{ parts: [{ inlineData: { data: '!?' } }] }] },
      'contents[0].parts[0].inline_data.data',
      '(TYPE_BYTES), "!?"',
    ],
    [
      { generationConfig: { responseModalities: ['SMELL'] } },
      'generation_config.response_modalities[0]',
      `(${proto}.Modality), "SMELL"`,
    ],
    [
      { generationConfig: { temperature: 'hot' } },
      'generation_config.temperature',
      '(TYPE_FLOAT), "hot"',
    ],
    [{ generationConfig: { seed: 1.5 } }, 'generation_config.seed', '(TYPE_INT32), 1.5'],
    [{ store: 'no' }, 'store', '(TYPE_BOOL), "no"'],
    [
      { contents: [{ parts: [{ text: 'a', inlineData: {} }] }] },
      'contents[0].parts[0]',
      "(oneof), oneof field 'data' is already set. Cannot set 'inlineData'",
    ],
  ])('is refused as an invalid value: %j', (body, field, description) => {
    expect(refusalOf(body)).toEqual(problem(`Invalid value at '${field}' ${description}`, field));
  });

  it('is told at once, a line each', () => {
    expect(refusalOf({ a: 1, b: 2 })).toMatchObject({
      error: {
        message:
          'Invalid JSON payload received. Unknown name "a": Cannot find field.\nInvalid JSON payload received. Unknown name "b": Cannot find field.',
        details: [{ fieldViolations: [{}, {}] }],
      },
    });
  });
});
