import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { bytesFromPcm, durationMs } from '../audio/pcm.ts';
import type { BlockReason, FinishReason } from '../control/faults.ts';
import { chooseReply } from '../replies/choose-reply.ts';
import {
  type Answer,
  type Conversation,
  pendingUserTurn,
  type ToolCall,
} from '../replies/conversation.ts';
import { languageOfTag } from '../tts/language.ts';
import { splitIntoChunks } from '../tts/sentences.ts';
import { SPEECH_SAMPLE_RATE, type Voice } from '../tts/voice.ts';
import { createThoughtSignature } from '../validation/thought-signatures.ts';
import { Content, GenerationConfig, Tools } from '../wire/content.ts';
import { instructionsOf, toolsFrom, turnsFrom } from '../wire/conversation-from-content.ts';
import type { ServedModel } from '../wire/models.ts';
import { thoughtTokens } from '../wire/thinking.ts';
import { audioTokens, textTokens } from '../wire/usage.ts';
import { type GenerateContentResponse, ResponseWriter } from './response.ts';

/** The body of `generateContent` (https://ai.google.dev/api/generate-content). */
export const GenerateContentRequest = z.object({
  contents: z.array(Content).default([]),
  systemInstruction: Content.optional(),
  tools: Tools.default([]),
  toolConfig: z
    .object({ functionCallingConfig: z.object({ mode: z.string().optional() }).optional() })
    .optional(),
  generationConfig: GenerationConfig.default({}),
});
export type GenerateContentRequest = z.infer<typeof GenerateContentRequest>;

/** What was ordered instead of the emulator's own answer. */
export type Ordered =
  | Answer
  | { readonly type: 'empty' }
  | { readonly type: 'finish'; readonly reason: FinishReason; readonly words: boolean }
  | { readonly type: 'blocked'; readonly reason: BlockReason };

export type GenerateJob = {
  readonly model: ServedModel;
  readonly request: GenerateContentRequest;
  readonly conversation: Conversation;
  readonly ordered?: Ordered;
  /** A chunk without parts comes first. */
  readonly leadingChunk?: true;
};

/** @throws UnsupportedImageError, UnreadableImageError */
export async function conversationOf(request: GenerateContentRequest): Promise<Conversation> {
  return {
    instructions: instructionsOf(request),
    turns: await turnsFrom(request.contents),
  };
}

/** What the user said last. */
export function lastWords(request: GenerateContentRequest): string {
  return (
    request.contents
      .findLast(({ role }) => role !== 'model')
      ?.parts.map(({ text }) => text ?? '')
      .join(' ') ?? ''
  );
}

/** The answer, chunk by chunk. */
export async function* generateContent(
  job: GenerateJob,
  voice: Voice,
): AsyncGenerator<GenerateContentResponse> {
  const { model, request, conversation, ordered } = job;
  const { generationConfig: config } = request;
  const response = new ResponseWriter(model, request.contents, thoughtTokens(config, model));
  if (job.leadingChunk) yield response.chunk([]);
  switch (ordered?.type) {
    case 'empty':
      return yield response.last([], 'STOP', []);
    case 'blocked':
      return yield response.blocked(ordered.reason);
    case 'finish':
      if (ordered.words) yield response.chunk([{ text: splitIntoChunks(answerTo(job).said)[0] }]);
      return yield response.last(undefined, ordered.reason, []);
    case 'text':
    case 'calls':
    case undefined:
  }
  if (model.role === 'tts') {
    const text = ordered?.type === 'text' ? ordered.text : pendingUserTurn(conversation).text;
    return yield* speech(text, response, voice, config.speechConfig?.languageCode);
  }
  const { answer } = answerTo(job);
  if (answer.type === 'text') yield* words(answer.text, response, model);
  else yield response.last(...callsOf(answer.calls, model));
}

function answerTo({ request, conversation, ordered }: GenerateJob): {
  answer: Answer;
  said: string;
} {
  const callsAllowed = request.toolConfig?.functionCallingConfig?.mode !== 'NONE';
  const answer =
    ordered?.type === 'text' || ordered?.type === 'calls'
      ? ordered
      : chooseReply(conversation, callsAllowed ? toolsFrom(request.tools) : []);
  return { answer, said: answer.type === 'text' ? answer.text : 'One moment.' };
}

/** Gemini 3 signs the first of several calls (https://ai.google.dev/gemini-api/docs/thought-signatures). */
function callsOf(
  calls: readonly ToolCall[],
  model: ServedModel,
): Parameters<ResponseWriter['last']> {
  const parts = calls.map(({ name, args }, index) => ({
    functionCall: { id: `call-${randomUUID()}`, name, args },
    ...(index === 0 && signatureOf(model)),
  }));
  return [parts, 'STOP', [textTokens(JSON.stringify(parts))]];
}

/** Google sends the signature of a text after it, with an empty one. */
function* words(
  text: string,
  response: ResponseWriter,
  model: ServedModel,
): Generator<GenerateContentResponse> {
  for (const chunk of splitIntoChunks(text)) yield response.chunk([{ text: chunk }]);
  yield response.last([{ text: '', ...signatureOf(model) }], 'STOP', [textTokens(text)]);
}

function signatureOf({ release }: ServedModel): { thoughtSignature?: string } {
  return release >= 3 ? { thoughtSignature: createThoughtSignature() } : {};
}

async function* speech(
  text: string,
  response: ResponseWriter,
  voice: Voice,
  languageCode: string | undefined,
): AsyncGenerator<GenerateContentResponse> {
  let spokenMs = 0;
  for await (const { samples } of voice.speak(text, languageOfTag(languageCode))) {
    spokenMs += durationMs({ samples, sampleRate: SPEECH_SAMPLE_RATE });
    const data = bytesFromPcm(samples).toString('base64');
    const mimeType = `audio/L16;codec=pcm;rate=${SPEECH_SAMPLE_RATE}`;
    yield response.chunk([{ inlineData: { mimeType, data } }]);
  }
  yield response.last([], 'STOP', [audioTokens(spokenMs)]);
}
