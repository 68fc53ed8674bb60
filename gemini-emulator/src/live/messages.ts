import * as z from 'zod';
import { Blob, Content, FunctionResponse, GenerationConfig, Tools } from '../wire/content.ts';

/**
 * The Live API's messages (https://ai.google.dev/api/live), as much of them as the emulator understands. Other
 * fields are accepted and ignored.
 */
export const Setup = z.object({
  model: z.string(),
  generationConfig: GenerationConfig.default({}),
  systemInstruction: Content.optional(),
  tools: Tools.default([]),
  realtimeInputConfig: z
    .object({
      automaticActivityDetection: z
        .object({ disabled: z.boolean().optional(), silenceDurationMs: z.number().optional() })
        .optional(),
      activityHandling: z.string().optional(),
    })
    .default({}),
  sessionResumption: z.object({}).optional(),
  inputAudioTranscription: z.object({ languageCodes: z.array(z.string()).optional() }).optional(),
  outputAudioTranscription: z.object({}).optional(),
});
export type Setup = z.infer<typeof Setup>;

const ClientContent = z.object({
  turns: z.array(Content).default([]),
  turnComplete: z.boolean().default(false),
});
export type ClientContent = z.infer<typeof ClientContent>;

const RealtimeInput = z.object({
  audio: Blob.optional(),
  mediaChunks: z.array(Blob).optional(),
  text: z.string().optional(),
  activityStart: z.object({}).optional(),
  activityEnd: z.object({}).optional(),
  audioStreamEnd: z.boolean().optional(),
});
export type RealtimeInput = z.infer<typeof RealtimeInput>;

const ToolResponse = z.object({ functionResponses: z.array(FunctionResponse).default([]) });
export type ToolResponse = z.infer<typeof ToolResponse>;

/** Exactly one of them is there. */
export const ClientMessage = z.object({
  setup: Setup.optional(),
  clientContent: ClientContent.optional(),
  realtimeInput: RealtimeInput.optional(),
  toolResponse: ToolResponse.optional(),
});
export type ClientMessage = z.infer<typeof ClientMessage>;

/** What the server says. */
export type ServerMessage = {
  readonly setupComplete?: object;
  readonly serverContent?: ServerContent;
  readonly toolCall?: { readonly functionCalls: readonly object[] };
  readonly toolCallCancellation?: { readonly ids: readonly string[] };
  readonly usageMetadata?: object;
  readonly voiceActivity?: VoiceActivity;
  readonly goAway?: { readonly timeLeft: string };
  readonly sessionResumptionUpdate?: { readonly newHandle: string; readonly resumable: boolean };
};

export type VoiceActivity = {
  readonly voiceActivityType: 'ACTIVITY_START' | 'ACTIVITY_END';
  /** From the beginning of the sound, in seconds: `1.200s`. */
  readonly audioOffset: string;
};

export type ServerContent = {
  readonly modelTurn?: { readonly role: 'model'; readonly parts: readonly object[] };
  readonly inputTranscription?: Transcription;
  readonly interimInputTranscription?: Transcription;
  readonly outputTranscription?: Transcription;
  readonly interrupted?: true;
  readonly generationComplete?: true;
  readonly turnComplete?: true;
  readonly turnCompleteReason?: string;
};

type Transcription = {
  readonly text: string;
  readonly languageCode?: string;
};

/** Default rate of what is heard, when a message does not tell it. */
const DEFAULT_INPUT_RATE = 16_000;

/** The rate in `audio/pcm;rate=16000`. */
export function sampleRateOf(mimeType: string): number {
  return Number(/rate=(\d+)/u.exec(mimeType)?.[1] ?? DEFAULT_INPUT_RATE);
}
