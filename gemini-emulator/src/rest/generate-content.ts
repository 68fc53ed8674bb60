import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { bytesFromPcm, durationMs } from '../audio/pcm.ts';
import { chooseReply } from '../replies/choose-reply.ts';
import { type Answer, type Conversation, pendingUserTurn } from '../replies/conversation.ts';
import { languageOfTag } from '../tts/language.ts';
import { splitIntoChunks } from '../tts/sentences.ts';
import { SPEECH_SAMPLE_RATE, type Voice } from '../tts/voice.ts';
import { Content, GenerationConfig, Tools } from '../wire/content.ts';
import { instructionsOf, toolsFrom, turnsFrom } from '../wire/conversation-from-content.ts';
import { audioTokens, textTokens } from '../wire/usage.ts';
import { type GenerateContentResponse, ResponseWriter } from './response.ts';
import { textToSpeak } from './text-to-speak.ts';

/** The body of `generateContent` (https://ai.google.dev/api/generate-content). */
export const GenerateContentRequest = z.object({
  contents: z.array(Content).min(1, 'contents is not specified'),
  systemInstruction: Content.optional(),
  tools: Tools.default([]),
  toolConfig: z
    .object({ functionCallingConfig: z.object({ mode: z.string().optional() }).optional() })
    .optional(),
  generationConfig: GenerationConfig.default({}),
});
export type GenerateContentRequest = z.infer<typeof GenerateContentRequest>;

/** What was ordered instead of the emulator's own answer. */
export type Ordered = Answer | { readonly type: 'empty' } | { readonly type: 'safety' };

export type GenerateJob = {
  readonly model: string;
  readonly request: GenerateContentRequest;
  readonly conversation: Conversation;
  readonly ordered: Ordered | undefined;
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
  const { request, conversation, ordered } = job;
  const response = new ResponseWriter(job.model, request.contents);
  if (ordered?.type === 'empty') return yield response.last([], 'STOP', []);
  if (ordered?.type === 'safety') return yield response.last(undefined, 'SAFETY', []);

  if (request.generationConfig.responseModalities?.includes('AUDIO') === true) {
    const text =
      ordered?.type === 'text' ? ordered.text : textToSpeak(pendingUserTurn(conversation).text);
    yield* speech(text, response, voice, request.generationConfig.speechConfig?.languageCode);
    return;
  }
  const callsAllowed = request.toolConfig?.functionCallingConfig?.mode !== 'NONE';
  const answer = ordered ?? chooseReply(conversation, callsAllowed ? toolsFrom(request.tools) : []);
  if (answer.type === 'text') yield* words(answer.text, response);
  else {
    const parts = answer.calls.map(({ name, args }) => ({
      functionCall: { id: `call-${randomUUID()}`, name, args },
    }));
    yield response.last(parts, 'STOP', [textTokens(JSON.stringify(parts))]);
  }
}

function* words(text: string, response: ResponseWriter): Generator<GenerateContentResponse> {
  const chunks = splitIntoChunks(text);
  const last = chunks.pop() ?? '';
  for (const chunk of chunks) yield response.chunk([{ text: chunk }]);
  yield response.last([{ text: last }], 'STOP', [textTokens(text)]);
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
