import * as z from 'zod';

/** Close codes that the `ws` package can produce: 1005 closes without a code, 1006 drops the connection. */
export const CloseCode = z
  .int()
  .refine(
    (code) => (code >= 1000 && code <= 1014 && code !== 1004) || (code >= 3000 && code <= 4999),
    'Use a close code from 1000 to 1014 (not 1004), or from 3000 to 4999.',
  );

/** How answers of the Gemini API end (https://ai.google.dev/api/generate-content#FinishReason). */
const FinishReason = z.enum([
  'STOP',
  'MAX_TOKENS',
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'OTHER',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
  'MISSING_THOUGHT_SIGNATURE',
  'MALFORMED_RESPONSE',
]);
export type FinishReason = z.infer<typeof FinishReason>;

const BlockReason = z.enum(['SAFETY', 'OTHER', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'IMAGE_SAFETY']);
export type BlockReason = z.infer<typeof BlockReason>;

/** What goes wrong, or what is answered instead of the emulator's own words. */
export const Fault = z.discriminatedUnion('type', [
  /** The answer comes late. */
  z.object({ type: z.literal('delay'), ms: z.number().nonnegative() }),
  /** Google's error of this HTTP status; on Live the socket closes with its message. */
  z.object({
    type: z.literal('status'),
    status: z.int().min(400).max(599),
    retryAfterSeconds: z.number().nonnegative().optional(),
  }),
  /** A broken chunk or frame in the middle of the answer, and no more after it. */
  z.object({ type: z.literal('malformed') }),
  /** The answer stops half way: the connection is destroyed. */
  z.object({ type: z.literal('cut') }),
  /** Live: the server closes. 1005 closes without a code, 1006 drops the connection. */
  z.object({ type: z.literal('close'), code: CloseCode, reason: z.string().max(120).optional() }),
  /** Live: the server says that it will close, and does so after that time. */
  z.object({ type: z.literal('go_away'), timeLeftMs: z.number().nonnegative() }),
  /** No answer, ever; over HTTP, optionally no more of it after the first chunk. */
  z.object({ type: z.literal('stall'), afterFirstChunk: z.boolean().default(false) }),
  /** The answer begins with a chunk without parts, as Google's sometimes does. */
  z.object({ type: z.literal('leading_chunk') }),
  /** A candidate without parts. */
  z.object({ type: z.literal('empty') }),
  /** Blocked by the safety filter. */
  z.object({ type: z.literal('safety') }),
  /** The answer ends for another reason than its end, with its first words or without any. */
  z.object({
    type: z.literal('finish'),
    reason: FinishReason,
    words: z.boolean().default(false),
  }),
  /** The prompt is refused: `promptFeedback`, and no candidates. */
  z.object({ type: z.literal('blocked'), reason: BlockReason.default('PROHIBITED_CONTENT') }),
  /** Google's error of this HTTP status in mid-stream, after a response that began well. */
  z.object({ type: z.literal('late_status'), status: z.int().min(400).max(599) }),
  /** The answer calls this tool. */
  z.object({
    type: z.literal('tool_call'),
    name: z.string(),
    args: z.record(z.string(), z.unknown()).default({}),
  }),
  /** The answer is this text. */
  z.object({ type: z.literal('text'), text: z.string() }),
]);
export type Fault = z.infer<typeof Fault>;

const Kind = z.enum(['generateContent', 'live']);
export type Kind = z.infer<typeof Kind>;

/** `setup`: a Live connection begins. `turn`: an answer is due. `now`: at once, on the Live connections that are open. */
const Moment = z.enum(['setup', 'turn', 'now']);
export type Moment = z.infer<typeof Moment>;

export const FaultRule = z.object({
  /** Everything given must apply. `model`, `text` and `instructions` match a part, in any case. */
  match: z
    .object({
      kind: Kind.optional(),
      model: z.string().optional(),
      /** In what the user said last. */
      text: z.string().optional(),
      /** In what the app told the model about the conversation, such as its user's name. */
      instructions: z.string().optional(),
      at: Moment.default('turn'),
    })
    .default({ at: 'turn' }),
  /** How often it strikes. */
  times: z.int().positive().default(1),
  /** How many that match are let through first. */
  after: z.int().nonnegative().default(0),
  fault: Fault,
});
export type FaultRule = z.infer<typeof FaultRule>;

/** Something that a fault may strike. */
export type Occasion = {
  readonly kind: Kind;
  readonly model: string;
  readonly text: string;
  readonly instructions: string;
  readonly at: Moment;
};

/** The faults that a test has asked for. The one that was asked for first strikes first. */
export class FaultBook {
  readonly #rules: FaultRule[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule });
  }

  list(): readonly FaultRule[] {
    return this.#rules;
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** The fault for this occasion, if any; using it up. */
  take(occasion: Occasion): Fault | undefined {
    for (const rule of this.#rules) {
      if (!applies(rule.match, occasion)) continue;
      if (rule.after > 0) {
        rule.after--;
        continue;
      }
      rule.times--;
      if (rule.times === 0) this.#rules.splice(this.#rules.indexOf(rule), 1);
      return rule.fault;
    }
    return undefined;
  }
}

export function applies(match: FaultRule['match'], occasion: Occasion): boolean {
  return (
    match.at === occasion.at &&
    (match.kind ?? occasion.kind) === occasion.kind &&
    contains(occasion.model, match.model) &&
    contains(occasion.text, match.text) &&
    contains(occasion.instructions, match.instructions)
  );
}

function contains(whole: string, part = ''): boolean {
  return whole.toLowerCase().includes(part.toLowerCase());
}
