import * as z from 'zod';
import { type ModelChain, parseChain, type Role } from './model-choice.ts';
import { VENDOR_ACCOUNTS } from './vendor-accounts.ts';

const OPENAI_VOICES = [
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'fable',
  'nova',
  'onyx',
  'sage',
  'shimmer',
] as const;

const url = z.url({ protocol: /^(https?|wss?)$/ }).optional();

/** Environment variables that choose the models and give access to them: see `docs/models.md`. */
export const ModelEnvironment = z
  .object({
    /** `deepgram/nova-3, gemini` is Deepgram, and Gemini when Deepgram fails. */
    AGENT_STT: chain('stt'),
    AGENT_LLM: chain('llm'),
    AGENT_TTS: chain('tts'),
    /** Gemini's voice. */
    AGENT_VOICE: z.string().default('Kore'),
    AGENT_OPENAI_VOICE: z.enum(OPENAI_VOICES).default('alloy'),
    AGENT_ELEVENLABS_VOICE: z.string().optional(),
    AGENT_LIVEKIT_VOICE: z.string().optional(),
    /** With GOOGLE_GEMINI_BASE_URL at the emulator, any value is accepted. */
    GOOGLE_API_KEY: z.string().optional(),
    GOOGLE_CLOUD_PROJECT: z.string().optional(),
    GOOGLE_CLOUD_LOCATION: z.string().default('global'),
    OPENAI_API_KEY: z.string().optional(),
    OPENAI_BASE_URL: url,
    DEEPGRAM_API_KEY: z.string().optional(),
    DEEPGRAM_BASE_URL: url,
    ELEVEN_API_KEY: z.string().optional(),
    ELEVEN_BASE_URL: url,
    LIVEKIT_API_KEY: z.string().optional(),
  })
  .superRefine((env, context) => {
    const vendors = new Set(
      [...env.AGENT_STT, ...env.AGENT_LLM, ...env.AGENT_TTS].map(({ vendor }) => vendor),
    );
    for (const vendor of vendors) {
      const { variable, remedy } = VENDOR_ACCOUNTS[vendor];
      if (env[variable]) continue;
      const message = `is needed for ${vendor}: ${remedy}`;
      context.addIssue({ code: 'custom', path: [variable], message });
    }
  });

/** The models of the cascade, and access to their vendors. */
export type ModelConfig = {
  readonly stt: ModelChain<'stt'>;
  readonly llm: ModelChain<'llm'>;
  readonly tts: ModelChain<'tts'>;
  /** Voice names or ids by vendor; undefined for the vendor's default. */
  readonly voices: {
    readonly gemini: string;
    readonly openai: (typeof OPENAI_VOICES)[number];
    readonly elevenlabs: string | undefined;
    readonly livekit: string | undefined;
  };
  readonly googleApiKey: string | undefined;
  readonly vertex: { readonly project: string | undefined; readonly location: string };
  readonly openai: Access;
  readonly deepgram: Access;
  readonly elevenlabs: Access;
};

/** A key, and a base URL other than the vendor's own. */
type Access = { readonly apiKey: string | undefined; readonly baseUrl: string | undefined };

export function toModelConfig(env: z.infer<typeof ModelEnvironment>): ModelConfig {
  return {
    stt: env.AGENT_STT,
    llm: env.AGENT_LLM,
    tts: env.AGENT_TTS,
    voices: {
      gemini: env.AGENT_VOICE,
      openai: env.AGENT_OPENAI_VOICE,
      elevenlabs: env.AGENT_ELEVENLABS_VOICE,
      livekit: env.AGENT_LIVEKIT_VOICE,
    },
    googleApiKey: env.GOOGLE_API_KEY,
    vertex: { project: env.GOOGLE_CLOUD_PROJECT, location: env.GOOGLE_CLOUD_LOCATION },
    openai: { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL },
    deepgram: { apiKey: env.DEEPGRAM_API_KEY, baseUrl: env.DEEPGRAM_BASE_URL },
    elevenlabs: { apiKey: env.ELEVEN_API_KEY, baseUrl: env.ELEVEN_BASE_URL },
  };
}

function chain<R extends Role>(role: R) {
  return z
    .string()
    .default('gemini')
    .transform((text, context) => {
      const parsed = parseChain(role, text);
      if (typeof parsed !== 'string') return parsed;
      context.addIssue({ code: 'custom', message: parsed });
      return z.NEVER;
    });
}
