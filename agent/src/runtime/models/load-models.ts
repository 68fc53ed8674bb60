import { llm, type stt, type tts } from '@livekit/agents';
import { ignoreVertexVariables } from '../workarounds/ignore-vertex-variables.ts';
import type { Model } from '../workarounds/watch-requests.ts';
import { FaultLog, type VendorModel } from './fault-log.ts';
import { FallbackVoice } from './fallback-voice.ts';
import { FirstTokenTimeout } from './first-token-timeout.ts';
import { failAtPermanentErrors, failWithAll } from './permanent-errors.ts';
import { RenewingStt } from './renewal/renewing-stt.ts';
import { connectionLimitMs, loadStt } from './stt.ts';
import type { ModelConfig } from './model-config.ts';
import { loadTts } from './tts.ts';
import { loadLlm } from './llm.ts';

/** The models of one cascade session. */
export type Models = {
  readonly stt: stt.STT;
  readonly llm: llm.LLM;
  readonly tts: tts.TTS;
};

/** Creates new models for a BCP 47 locale. */
export type MakeModels = (locale: string) => Models;

/**
 * Loads the packages of the configured vendors only.
 *
 * @throws {PluginMissingError}
 */
export async function loadModels(config: ModelConfig): Promise<MakeModels> {
  ignoreVertexVariables();
  const faults = new FaultLog();
  const loadEach = <C extends VendorModel, M extends Model>(
    choices: readonly C[],
    load: (choice: C, config: ModelConfig) => Promise<(locale: string) => M>,
  ) =>
    Promise.all(
      choices.map(async (choice) => {
        const make = await load(choice, config);
        return (locale: string) =>
          failAtPermanentErrors(make(locale), (error) => faults.settled(choice, error));
      }),
    );
  const [makeStt, makeLlm, makeTts] = await Promise.all([
    loadEach(config.stt, loadStt),
    loadEach(config.llm, loadLlm),
    loadEach(config.tts, loadTts),
  ]);
  const limits = config.stt.map(({ vendor }) => connectionLimitMs(vendor));
  return (locale) => ({
    stt: new RenewingStt(
      makeStt.map((make, index) => ({ stt: make(locale), limitMs: limits[index] ?? Infinity })),
    ),
    llm: chainLlm(makeLlm.map((make) => make(locale))),
    tts: new FallbackVoice(makeTts.map((make) => make(locale))),
  });
}

function chainLlm(instances: llm.LLM[]): llm.LLM {
  const [only] = instances;
  if (only && instances.length === 1) return only;
  const chain = new llm.FallbackAdapter({
    llms: instances.map((each) => new FirstTokenTimeout(each)),
  });
  return failWithAll(chain, instances);
}
