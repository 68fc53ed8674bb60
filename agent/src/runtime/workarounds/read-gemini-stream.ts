import { APIStatusError } from '@livekit/agents';
import * as z from 'zod';
import { parseJson } from '../json/parse-json.ts';

/** What to do about a finish reason: see models/finish-reasons.ts. */
type Judge = (reason: string) => 'complete' | 'again' | 'refuse' | 'give up';

/** Longest pause between two chunks once there are words, in ms. */
const GAP_MS = 8000;

const Part = z.looseObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  functionCall: z.unknown().optional(),
});

const Candidate = z.looseObject({
  content: z.looseObject({ parts: z.array(Part).optional() }).optional(),
  finishReason: z.string().optional(),
});

/** A chunk of a response. Errors of Google in mid-stream have none of these fields, and pass. */
const Chunk = z
  .looseObject({
    candidates: z.array(Candidate).optional(),
    promptFeedback: z.looseObject({ blockReason: z.string().optional() }).optional(),
    usageMetadata: z.unknown().optional(),
  })
  .refine(
    (chunk) => chunk.candidates ?? chunk.promptFeedback ?? chunk.usageMetadata,
    'is no chunk of a response',
  );

/**
 * A `fetch` for the requests of one reply that makes Gemini's stream readable for the plugin.
 *
 * **Cause**: Gemini sends chunks without parts: before the first words, with the usage alone, at the end. plugin-google (1.9.0) takes
 * one before the first words for a failure, and loses the usage in one after them. It retries three times whatever the finish
 * reason, takes an answer that broke off for a complete one, and waits for the rest of one that stops for as long as the request
 * may take.
 *
 * **Can go** when the plugin reads on, and judges finish reasons: `read-gemini-stream.test.ts` then fails.
 *
 * @param judge decides about a finish reason. A second request is the last one.
 */
export function readGeminiStream(
  judge: Judge,
  send: typeof fetch = fetch,
  gapMs: number = GAP_MS,
): typeof fetch {
  let requests = 0;
  return async (input, init) => {
    requests++;
    const response = await send(input, init);
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !response.body || !type.includes('text/event-stream')) return response;
    const body = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(splitEvents())
      .pipeThrough(filterChunks(judge, requests === 1, gapMs))
      .pipeThrough(new TextEncoderStream());
    return new Response(body, response);
  };
}

/** Server-sent events, without the empty line after each. */
function splitEvents(): TransformStream<string, string> {
  let rest = '';
  return new TransformStream({
    transform(text, controller) {
      const events = (rest + text).split(/\r\n\r\n|\n\n|\r\r/);
      rest = events.pop() ?? '';
      for (const event of events) controller.enqueue(event);
    },
    flush(controller) {
      if (rest.trim()) controller.enqueue(rest);
    },
  });
}

function filterChunks(
  judge: Judge,
  mayRetry: boolean,
  gapMs: number,
): TransformStream<string, string> {
  let timeout: NodeJS.Timeout | undefined;
  let hasContent = false;
  let isOver = false;
  const judged = (reason: string): APIStatusError | undefined => {
    const verdict = judge(reason);
    if (verdict === 'refuse') return failure(`generation blocked - ${reason}`, false);
    if (hasContent && verdict !== 'again') return undefined;
    return failure(
      `generation ended - ${reason}`,
      verdict !== 'give up' && mayRetry && !hasContent,
    );
  };
  return new TransformStream({
    transform(event, controller) {
      clearTimeout(timeout);
      const chunk = Chunk.safeParse(parseJson(event.replace(/^data:/, ''))).data;
      const [candidate] = chunk?.candidates ?? [];
      const parts = candidate?.content?.parts ?? [];
      hasContent ||= parts.some(({ text, thought, functionCall }) =>
        Boolean(functionCall ?? (text && !thought)),
      );
      isOver ||= !chunk || chunk.promptFeedback?.blockReason !== undefined;
      if (candidate?.finishReason) {
        isOver = true;
        const error = judged(candidate.finishReason);
        if (error) return controller.error(error);
      }
      if (!chunk || isOver || hasContent) controller.enqueue(`${chunk ? write(chunk) : event}\n\n`);
      if (hasContent && !isOver) {
        const stop = () => controller.error(failure(`no chunk within ${gapMs} ms`, false));
        timeout = setTimeout(stop, gapMs).unref();
      }
    },
    flush(controller) {
      clearTimeout(timeout);
      if (!isOver && !hasContent) controller.error(judged('OTHER'));
    },
  });
}

/** The chunk with parts, if none at all: the plugin skips the usage of a chunk without. */
function write({ promptFeedback, candidates = [], ...chunk }: z.infer<typeof Chunk>): string {
  const [{ content = {}, ...candidate } = {}] = candidates;
  const { parts = [] } = content;
  const isBlocked = promptFeedback?.blockReason !== undefined;
  const whole = {
    ...chunk,
    ...(isBlocked && { promptFeedback }),
    candidates: [{ ...candidate, content: { ...content, parts } }],
  };
  return `data: ${JSON.stringify(whole)}`;
}

/** The wording of plugin-google: pipelines/cascade.ts tells refusals by it. */
function failure(message: string, retryable: boolean): APIStatusError {
  return new APIStatusError({ message: `Google LLM: ${message}`, options: { retryable } });
}
