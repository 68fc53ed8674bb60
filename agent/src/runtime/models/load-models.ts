import { llm, stt, tts } from '@livekit/agents';
import { FirstTokenTimeout } from './first-token-timeout.ts';
import { loadStt } from './stt.ts';
import type { ModelConfig } from './model-config.ts';
import { loadTts } from './tts.ts';
import { loadLlm } from './llm.ts';

/** What hears, thinks and speaks in one conversation. */
export type Models = {
  readonly stt: stt.STT;
  readonly llm: llm.LLM;
  readonly tts: tts.TTS;
};

/** Makes the models anew for a BCP 47 locale. */
export type MakeModels = (locale: string) => Models;

/** Before the next vendor takes over, in ms: an outage shall be heard as a short pause. */
const RECOGNITION_PAUSE_MS = 200;
/** How often one that failed is tried again behind the scenes, in ms. */
const VOICE_RECOVERY_MS = 30_000;

/**
 * Loads the packages of the vendors that the settings name, and no others.
 *
 * @throws {PluginMissingError}
 */
export async function loadModels(config: ModelConfig): Promise<MakeModels> {
  const [hear, think, speak] = await Promise.all([
    Promise.all(config.stt.map((choice) => loadStt(choice, config))),
    Promise.all(config.llm.map((choice) => loadLlm(choice, config))),
    Promise.all(config.tts.map((choice) => loadTts(choice, config))),
  ]);
  return (locale) => ({
    stt: chainStt(hear.map((make) => make(locale))),
    llm: chainLlm(think.map((make) => make())),
    tts: chainTts(speak.map((make) => make(locale))),
  });
}

function chainStt(instances: stt.STT[]): stt.STT {
  const [only] = instances;
  if (only && instances.length === 1) return only;
  return new stt.FallbackAdapter({
    sttInstances: instances,
    maxRetryPerSTT: 0,
    retryIntervalMs: RECOGNITION_PAUSE_MS,
  });
}

function chainLlm(instances: llm.LLM[]): llm.LLM {
  const [only] = instances;
  if (only && instances.length === 1) return only;
  return new llm.FallbackAdapter({ llms: instances.map((each) => new FirstTokenTimeout(each)) });
}

function chainTts(instances: tts.TTS[]): tts.TTS {
  const [only] = instances;
  if (only && instances.length === 1) return only;
  const chain = new tts.FallbackAdapter({
    ttsInstances: instances,
    maxRetryPerTTS: 1,
    recoveryDelayMs: VOICE_RECOVERY_MS,
  });
  // It tells of each failed try to recover, also when no session listens any more: that would end the process.
  chain.on('error', () => {});
  return chain;
}
