import { inference, type tts } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { byKey, onVertex } from './google-access.ts';
import type { ModelChoice } from './model-choice.ts';
import type { ModelConfig } from './model-config.ts';
import { loadElevenLabs, loadOpenAi } from './plugins.ts';

/** Creates a TTS for a BCP 47 locale. */
export type MakeTts = (locale: string) => tts.TTS;

/** Gemini 3.8 TTS speaks the whole request: the plugin's default instructions would be read aloud. */
const VERBATIM = '';

/** Loads the vendor's package, and returns a factory of its TTS. */
export async function loadTts(
  { vendor, model }: ModelChoice<'tts'>,
  config: ModelConfig,
): Promise<MakeTts> {
  const { voices } = config;
  switch (vendor) {
    case 'gemini':
      return () =>
        new google.beta.TTS({
          model,
          voiceName: voices.gemini,
          instructions: VERBATIM,
          ...byKey(config),
        });
    case 'vertex':
      return () =>
        new google.beta.TTS({
          model,
          voiceName: voices.gemini,
          instructions: VERBATIM,
          ...onVertex(config),
        });
    case 'elevenlabs': {
      const elevenlabs = await loadElevenLabs();
      const { apiKey, baseUrl } = config.elevenlabs;
      return () =>
        new elevenlabs.TTS({
          model,
          ...(voices.elevenlabs && { voiceId: voices.elevenlabs }),
          ...(apiKey && { apiKey }),
          ...(baseUrl && { baseURL: baseUrl }),
        });
    }
    case 'openai': {
      const openai = await loadOpenAi();
      const { apiKey, baseUrl } = config.openai;
      return () =>
        new openai.TTS({
          model,
          voice: voices.openai,
          ...(apiKey && { apiKey }),
          ...(baseUrl && { baseURL: baseUrl }),
        });
    }
    case 'livekit':
      return (language) =>
        new inference.TTS({ model, language, ...(voices.livekit && { voice: voices.livekit }) });
  }
}
