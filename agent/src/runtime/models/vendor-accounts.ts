import type { Vendor } from './model-choice.ts';

/** A vendor as the operator knows it: by its name, the setting that gives access, and the pages of the account. */
export type VendorAccount = {
  readonly name: string;
  /** Required variable. Vertex AI has no key: it uses Google Cloud's credentials. */
  readonly variable: string;
  /** What the vendor checks, as the operator set it. */
  readonly credential: string;
  /** How to get a credential. */
  readonly remedy: string;
  /** Where to enable billing, to buy credit, or to see limits. */
  readonly billing: string;
};

export const VENDOR_ACCOUNTS = {
  gemini: {
    name: 'Google',
    variable: 'GOOGLE_API_KEY',
    credential: 'GOOGLE_API_KEY',
    remedy: 'get a key at https://aistudio.google.com/apikey',
    billing: 'https://aistudio.google.com/usage',
  },
  vertex: {
    name: 'Vertex AI',
    variable: 'GOOGLE_CLOUD_PROJECT',
    credential: "Google Cloud's credentials",
    remedy: 'run "gcloud auth application-default login", and enable Vertex AI in the project',
    billing: 'https://console.cloud.google.com/billing',
  },
  openai: {
    name: 'OpenAI',
    variable: 'OPENAI_API_KEY',
    credential: 'OPENAI_API_KEY',
    remedy: 'get a key at https://platform.openai.com/api-keys',
    billing: 'https://platform.openai.com/settings/organization/billing',
  },
  deepgram: {
    name: 'Deepgram',
    variable: 'DEEPGRAM_API_KEY',
    credential: 'DEEPGRAM_API_KEY',
    remedy: 'get a key at https://console.deepgram.com',
    billing: 'https://console.deepgram.com',
  },
  elevenlabs: {
    name: 'ElevenLabs',
    variable: 'ELEVEN_API_KEY',
    credential: 'ELEVEN_API_KEY',
    remedy: 'get a key at https://elevenlabs.io/app/settings/api-keys',
    billing: 'https://elevenlabs.io/app/subscription',
  },
  livekit: {
    name: 'LiveKit',
    variable: 'LIVEKIT_API_KEY',
    credential: 'LIVEKIT_API_KEY and LIVEKIT_API_SECRET',
    remedy: 'get a pair in the settings of the project at https://cloud.livekit.io',
    billing: 'https://cloud.livekit.io',
  },
} as const satisfies Readonly<Record<Vendor, VendorAccount>>;
