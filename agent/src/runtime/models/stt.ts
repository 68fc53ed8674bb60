import { inference, type stt } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { reportSttUsage } from '../workarounds/report-stt-usage.ts';
import { keepCloseReason } from '../workarounds/stt-close-reason.ts';
import { byKey, onVertex } from './google-access.ts';
import type { ModelChoice, Vendor } from './model-choice.ts';
import type { ModelConfig } from './model-config.ts';
import { transcriptionLanguages } from './transcription-languages.ts';
import { loadDeepgram, loadOpenAi } from './plugins.ts';

/** Creates an STT for a BCP 47 locale. */
export type MakeStt = (locale: string) => stt.STT;

/** Age at which Gemini closes connections, in ms: https://ai.google.dev/gemini-api/docs/models/gemini-3.5-transcribe. */
const GEMINI_CONNECTION_MS = 10 * 60_000;

/** Loads the vendor's package, and returns a factory of its STT. */
export async function loadStt(
  { vendor, model }: ModelChoice<'stt'>,
  config: ModelConfig,
): Promise<MakeStt> {
  switch (vendor) {
    case 'gemini':
      return (locale) => gemini({ model, ...languagesOf(locale), ...byKey(config) });
    case 'vertex':
      return (locale) => gemini({ model, ...languagesOf(locale), ...onVertex(config) });
    case 'deepgram': {
      const deepgram = await loadDeepgram();
      const { apiKey, baseUrl } = config.deepgram;
      return (language) =>
        new deepgram.STT({
          model,
          language,
          ...(apiKey && { apiKey }),
          ...(baseUrl && { baseUrl }),
        });
    }
    case 'openai': {
      const openai = await loadOpenAi();
      const { apiKey, baseUrl } = config.openai;
      return (locale) =>
        new openai.STT({
          model,
          language: languageOf(locale),
          ...(apiKey && { apiKey }),
          ...(baseUrl && { baseURL: baseUrl }),
        });
    }
    case 'livekit':
      return (language) => new inference.STT({ model, language });
  }
}

function gemini(options: Partial<google.beta.GeminiSTTOptions>): stt.STT {
  return reportSttUsage(keepCloseReason(new google.beta.GeminiSTT(options)));
}

/** Age at which a vendor closes connections, in ms; infinite when there is no limit. */
export function connectionLimitMs(vendor: Vendor<'stt'>): number {
  return vendor === 'gemini' || vendor === 'vertex' ? GEMINI_CONNECTION_MS : Infinity;
}

/** The language option of the plugin only labels transcripts; null is `en-US` there. */
function languagesOf(locale: string) {
  const languageCodes = [...transcriptionLanguages(locale)];
  return { languageCodes, language: languageCodes[0] ?? null };
}

function languageOf(locale: string): string {
  return locale.split('-')[0] ?? locale;
}
