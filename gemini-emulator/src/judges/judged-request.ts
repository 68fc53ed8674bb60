import { createThoughtSignature } from '../validation/thought-signatures.ts';

/**
 * Requests that Google's own clients send to the emulator, in the fields that the clients of all languages share. Each is
 * answered, or refused with Google's code, status and words.
 */
export type JudgedRequest = {
  readonly title: string;
  readonly method: 'generate' | 'stream' | 'live' | 'getModel';
  readonly model: string;
  readonly contents?: unknown;
  readonly config?: object;
  /** Another key than the good one. */
  readonly apiKey?: string;
} & ({ readonly answer: Answer } | { readonly refusal: Refusal });

/** What must be in the answer. */
export type Answer = {
  readonly text?: string;
  readonly call?: string;
  readonly sound?: true;
  readonly model?: string;
};

/** `code` is the HTTP status, or on Live the close code; then there is no status and there are no details. */
export type Refusal = {
  readonly code: number;
  readonly status?: string;
  /** A part of the message. */
  readonly message: string;
  /** Types of the details, without their package. */
  readonly details?: readonly string[];
};

export const GOOD_KEY = 'good-key';
/** A model that the judges' emulator has no quota for. */
export const EXHAUSTED_MODEL = 'gemini-3.1-flash-lite';

export const FLASH = 'gemini-3.6-flash';
export const NEWEST = 'gemini-3.8-flash';
export const TTS = 'gemini-3.8-flash-lite-tts';
export const LIVE = 'gemini-3.8-live';
export const TRANSCRIBE = 'gemini-3.5-transcribe-live';

export const HELLO = [{ role: 'user', parts: [{ text: 'Double 350 grams' }] }];
export const HEARD = { text: 'That is 700 grams.' };
export const SPEECH = { responseModalities: ['AUDIO'] };
export const RED_DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';

export const STRING = { type: 'STRING' };
export const LIST_TIMERS = { name: 'list_timers', description: 'Lists timers.' };
export const SET_TIMER = {
  name: 'set_timer',
  description: 'Sets a timer.',
  parameters: {
    type: 'OBJECT',
    properties: { name: STRING, minutes: { type: 'NUMBER' } },
    required: ['name', 'minutes'],
  },
};

export function tools(...functionDeclarations: object[]): { tools: object[] } {
  return { tools: [{ functionDeclarations }] };
}

export function parameters(schema: object): { tools: object[] } {
  return tools({ name: 'bake', description: 'Bakes.', parameters: schema });
}

/** Fields that the clients do not have. */
export function extra(extraBody: object): { httpOptions: object } {
  return { httpOptions: { extraBody } };
}

export const user = (text: string) => ({ role: 'user', parts: [{ text }] });
export const model = (text: string) => ({ role: 'model', parts: [{ text }] });
export const called = (thoughtSignature?: string, id = '1', name = 'list_timers') => ({
  role: 'model',
  parts: [{ functionCall: { id, name, args: {} }, ...(thoughtSignature && { thoughtSignature }) }],
});
export const responded = (id = '1', name = 'list_timers') => ({
  role: 'user',
  parts: [{ functionResponse: { id, name, response: { output: '[]' } } }],
});
export const ASKED = user('Which timers are running?');
export const SIGNED = createThoughtSignature();
export const SKIPPED = Buffer.from('skip_thought_signature_validator').toString('base64');
export const NO_TIMERS = { text: 'No timers are running.' };

type Details = Omit<JudgedRequest, 'title' | 'method' | 'answer' | 'refusal'>;

export function answers(
  title: string,
  answer: Answer,
  details: Partial<Details>,
  method: JudgedRequest['method'] = 'generate',
): JudgedRequest {
  return { title, method, model: FLASH, contents: HELLO, ...details, answer };
}

export function refuses(
  title: string,
  message: string,
  details: Partial<Details>,
  method: JudgedRequest['method'] = 'generate',
): JudgedRequest {
  const refusal = { code: 400, status: 'INVALID_ARGUMENT', message };
  return { title, method, model: FLASH, contents: HELLO, ...details, refusal };
}

export function refusesFields(
  title: string,
  message: string,
  details: Partial<Details>,
): JudgedRequest {
  const refusal = { code: 400, status: 'INVALID_ARGUMENT', message, details: ['BadRequest'] };
  return { title, method: 'generate', model: FLASH, contents: HELLO, ...details, refusal };
}

export function notFound(
  name: string,
  method: JudgedRequest['method'],
  asked: string,
): JudgedRequest {
  const message = `models/${name} is not found for API version`;
  const refusal = { code: 404, status: 'NOT_FOUND', message };
  return { title: `${asked} of ${name}`, method, model: name, contents: HELLO, refusal };
}

export function closes(
  title: string,
  code: number,
  message: string,
  details: Partial<Details>,
): JudgedRequest {
  return { title, method: 'live', model: LIVE, ...details, refusal: { code, message } };
}
