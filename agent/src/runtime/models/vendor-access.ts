import { RoomServiceClient } from 'livekit-server-sdk';
import type { ConfiguredModel } from './configured-models.ts';
import type { Vendor } from './model-choice.ts';
import { VENDOR_ACCOUNTS } from './vendor-accounts.ts';
import { classifyVendorError, explainVendorError, type VendorError } from './vendor-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a vendor answers when it is asked for a model, before the first user needs it. */
export type VendorAccess = {
  readonly vendor: Vendor;
  readonly model: string;
  /** Absent when the vendor has the model, and the key gives access to it. */
  readonly error?: VendorError;
  /** What is wrong and what to do, in one sentence; present with `error`. */
  readonly sentence?: string;
};

/** Longest wait for a vendor, in ms: `npm start` says within 5 s that a key is wrong. */
const TIMEOUT_MS = 4000;

/**
 * Asks the vendors of models for access, which is free of charge:
 *
 * - Google: for the model, with the key
 * - OpenAI: for the model, with the key
 * - Deepgram, ElevenLabs: whether the key is known
 * - LiveKit, with LIVEKIT_URL: for a room that does not exist, with the key pair. Not for a model of LiveKit Inference
 *
 * Vertex AI is not asked: its credentials are exchanged at the first request. Nor is a vendor without its variable. Never
 * rejects.
 */
export async function checkVendorAccess(
  models: readonly Pick<ConfiguredModel, 'vendor' | 'model'>[],
  environment: Environment,
  timeoutMs: number = TIMEOUT_MS,
): Promise<VendorAccess[]> {
  const named = models.map(({ vendor, model }) => ({ vendor, model }));
  const { LIVEKIT_URL: server } = environment;
  const all = server ? [...named, { vendor: 'livekit' as const, model: server }] : named;
  const questions = [...new Map(all.map((each) => [questionOf(each), each])).values()];
  return Promise.all(
    questions.flatMap(({ vendor, model }) => {
      if (vendor === 'vertex' || (vendor === 'livekit' && model !== server)) return [];
      if (!environment[VENDOR_ACCOUNTS[vendor].variable]) return [];
      return [access(vendor, model, environment, timeoutMs)];
    }),
  );
}

async function access(
  vendor: AskedByKey | 'livekit',
  model: string,
  environment: Environment,
  timeoutMs: number,
): Promise<VendorAccess> {
  const error = await ask(vendor, model, environment, timeoutMs);
  if (!error) return { vendor, model };
  return { vendor, model, error, sentence: explainVendorError(error.kind, vendor, model) };
}

/** The vendors whose answer does not depend on the model are asked once. */
function questionOf({ vendor, model }: Pick<ConfiguredModel, 'vendor' | 'model'>): string {
  return vendor === 'deepgram' || vendor === 'elevenlabs' ? vendor : `${vendor}/${model}`;
}

async function ask(
  vendor: AskedByKey | 'livekit',
  model: string,
  environment: Environment,
  timeoutMs: number,
): Promise<VendorError | undefined> {
  try {
    if (vendor === 'livekit') return await askLiveKit(environment, timeoutMs);
    const request = requestTo(vendor, model, environment);
    const response = await fetch(request.url, {
      headers: request.headers,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (response.ok) return undefined;
    const error = classifyVendorError({ code: response.status, text });
    return isMistaken(vendor, error, environment) ? undefined : error;
  } catch (error) {
    return { kind: 'no_network', isPermanent: false, words: networkWords(error) };
  }
}

/** Whether an error is about the question only, and requests for speech or text can succeed. */
function isMistaken(vendor: AskedByKey, { kind }: VendorError, environment: Environment): boolean {
  // A key for speech need not have the permission to list models.
  if (vendor === 'elevenlabs') return kind === 'no_access';
  // Other servers with OpenAI's API need not have this page.
  return vendor === 'openai' && kind === 'model_gone' && Boolean(environment['OPENAI_BASE_URL']);
}

/** Vendors that know their user by a key alone. */
type AskedByKey = Exclude<Vendor, 'livekit' | 'vertex'>;

/** The key is sent as a header, because logs have URLs. */
function requestTo(
  vendor: AskedByKey,
  model: string,
  environment: Environment,
): { url: string; headers: Record<string, string> } {
  const key = environment[VENDOR_ACCOUNTS[vendor].variable] ?? '';
  const base = (variable: string, standard: string) =>
    (environment[variable] || standard).replace(/^ws/, 'http').replace(/\/+$/, '');
  switch (vendor) {
    case 'gemini': {
      const google = base('GOOGLE_GEMINI_BASE_URL', 'https://generativelanguage.googleapis.com');
      const url = `${google}/v1beta/models/${encodeURIComponent(model)}`;
      return { url, headers: { 'x-goog-api-key': key } };
    }
    case 'openai': {
      const url = `${base('OPENAI_BASE_URL', 'https://api.openai.com/v1')}/models/${encodeURIComponent(model)}`;
      return { url, headers: { authorization: `Bearer ${key}` } };
    }
    case 'deepgram': {
      const url = `${base('DEEPGRAM_BASE_URL', 'https://api.deepgram.com')}/v1/auth/token`;
      return { url, headers: { authorization: `Token ${key}` } };
    }
    case 'elevenlabs': {
      const url = `${base('ELEVEN_BASE_URL', 'https://api.elevenlabs.io/v1')}/models`;
      return { url, headers: { 'xi-api-key': key } };
    }
  }
}

async function askLiveKit(
  environment: Environment,
  timeoutMs: number,
): Promise<VendorError | undefined> {
  const { LIVEKIT_URL: url = '', LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = environment;
  const rooms = new RoomServiceClient(url.replace(/^ws/, 'http'), key, secret, {
    requestTimeout: Math.ceil(timeoutMs / 1000),
  });
  try {
    await rooms.listRooms(['access-check']);
    return undefined;
  } catch (error) {
    const status = error instanceof Error ? Reflect.get(error, 'status') : undefined;
    if (typeof status !== 'number') throw error;
    const vendorError = classifyVendorError({ code: status, text: String(error) });
    // Another server answers at this address.
    return vendorError.kind === 'model_gone' ? { ...vendorError, kind: 'no_network' } : vendorError;
  }
}

/** Node's `fetch failed` has the reason in its cause. */
function networkWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? ` ${String(cause.code)}` : '';
  return `${error.message}${code}`;
}
