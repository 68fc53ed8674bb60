import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tokenizer from 'llama-tokenizer-js';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { loudness } from '../audio/pcm.ts';

/** What the model expects: 16 kHz. */
export const STT_SAMPLE_RATE = 16_000;

/** The shape of Moonshine tiny (https://arxiv.org/abs/2410.15608): layers, heads, and the width of a head. */
const LAYERS = 6;
const HEADS = 8;
const HEAD_WIDTH = 36;
const START_TOKEN = 1;
const END_TOKEN = 2;
/** Above the rate of speech: more tokens mean that the model is repeating itself. */
const MAX_TOKENS_PER_SECOND = 6.5;
/**
 * The model answers noise with nothing, at more than 99 %, and a synthetic voice that it finds odd with nothing too,
 * at 20-77 % (measured). Only the first is believed; otherwise the likeliest first word is taken.
 */
const SURE_OF_SILENCE = 0.9;
/** Quieter than this is silence, to which the model would invent words. */
export const MIN_LOUDNESS = 0.001;
/**
 * The model mishears the first and the last word of sound that is cut close to them, more so when it is broken besides:
 * this much silence on either side makes it surer (0.61 → 0.74 on twelve sentences as they came over a busy machine's
 * network).
 */
const SILENCE_AROUND = 0.2 * STT_SAMPLE_RATE;
/** Shorter sound than this crashes the encoder's convolutions. */
const MIN_SAMPLES = 2048;

export type Transcript = {
  readonly text: string;
  /** How sure the model was of its words, from 0 to 1: the geometric mean of their probabilities. */
  readonly confidence: number;
};

const NOTHING: Transcript = { text: '', confidence: 1 };

type Cache = Record<string, Tensor>;

/** English speech recognition: Moonshine tiny, quantised, on WebAssembly. */
export class Moonshine {
  readonly #encoder: InferenceSession;
  readonly #decoder: InferenceSession;

  private constructor(encoder: InferenceSession, decoder: InferenceSession) {
    this.#encoder = encoder;
    this.#decoder = decoder;
  }

  /** Takes 0.5-2 s. */
  static async load(): Promise<Moonshine> {
    // One core is enough, and leaves the others to what is being developed.
    env.wasm.numThreads = 1;
    const entry = fileURLToPath(import.meta.resolve('@moonshine-ai/moonshine-js'));
    const folder = join(dirname(entry), 'model', 'tiny', 'quantized');
    const session = async (file: string) =>
      InferenceSession.create(await readFile(join(folder, file)), { executionProviders: ['wasm'] });
    return new Moonshine(
      await session('encoder_model.onnx'),
      await session('decoder_model_merged.onnx'),
    );
  }

  /** @param samples mono sound at 16 kHz. */
  async transcribe(samples: Int16Array): Promise<Transcript> {
    if (samples.length < MIN_SAMPLES || loudness(samples) < MIN_LOUDNESS) return NOTHING;
    const waveform = new Float32Array(samples.length + 2 * SILENCE_AROUND);
    for (const [at, sample] of samples.entries()) waveform[SILENCE_AROUND + at] = sample / 0x8000;
    const input = new Tensor('float32', waveform, [1, waveform.length]);
    const { last_hidden_state: heard } = await this.#encoder.run({ input_values: input });
    if (!heard) throw new Error('The recognition model has no output "last_hidden_state".');
    const limit = Math.ceil((samples.length / STT_SAMPLE_RATE) * MAX_TOKENS_PER_SECOND);
    return this.#decode(heard, limit);
  }

  async #decode(heard: Tensor, limit: number): Promise<Transcript> {
    const tokens: number[] = [];
    let cache = emptyCache();
    let logProbability = 0;
    for (let token = START_TOKEN; tokens.length < limit;) {
      const first = tokens.length === 0;
      const outputs = await this.#decoder.run({
        input_ids: new Tensor('int64', BigInt64Array.of(BigInt(token)), [1, 1]),
        encoder_hidden_states: heard,
        use_cache_branch: new Tensor('bool', [!first], [1]),
        ...cache,
      });
      const best = nextToken(outputs['logits'], first);
      logProbability += best.logProbability;
      if (best.token === END_TOKEN) break;
      token = best.token;
      tokens.push(token);
      cache = nextCache(cache, outputs, first);
    }
    const text = tokenizer.decode(tokens, false, false).trim();
    return { text, confidence: Math.exp(logProbability / (tokens.length + 1)) };
  }
}

function emptyCache(): Cache {
  const names = Array.from({ length: LAYERS }, (_, layer) =>
    ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map(
      (part) => `past_key_values.${layer}.${part}`,
    ),
  ).flat();
  return Object.fromEntries(names.map((name) => [name, emptyTensor()]));
}

function emptyTensor(): Tensor {
  return new Tensor('float32', new Float32Array(0), [1, HEADS, 0, HEAD_WIDTH]);
}

/** The encoder's part is only computed in the first step; later steps return it empty. */
function nextCache(cache: Cache, outputs: InferenceSession.ReturnType, first: boolean): Cache {
  const next: Cache = {};
  for (const [name, tensor] of Object.entries(cache)) {
    const present = outputs[name.replace('past_key_values', 'present')];
    next[name] = present && (first || name.includes('.decoder.')) ? present : tensor;
  }
  return next;
}

/** Greedy choice. */
function nextToken(
  logits: Tensor | undefined,
  first: boolean,
): { token: number; logProbability: number } {
  if (!(logits?.data instanceof Float32Array)) {
    throw new TypeError('The recognition model has no output "logits".');
  }
  const scores = logits.data;
  const best = indexOfMax(scores);
  const logProbability = logProbabilityOf(scores, best);
  if (!first || best !== END_TOKEN || Math.exp(logProbability) > SURE_OF_SILENCE) {
    return { token: best, logProbability };
  }
  const word = indexOfMax(scores, END_TOKEN);
  return { token: word, logProbability: logProbabilityOf(scores, word) };
}

function indexOfMax(scores: Float32Array, except = -1): number {
  let best = except === 0 ? 1 : 0;
  for (let i = 0; i < scores.length; i++) {
    if (i !== except && (scores[i] ?? 0) > (scores[best] ?? 0)) best = i;
  }
  return best;
}

function logProbabilityOf(scores: Float32Array, index: number): number {
  const score = scores[index] ?? 0;
  let sum = 0;
  for (const other of scores) sum += Math.exp(other - score);
  return -Math.log(sum);
}
