import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import createModule, { type EspeakExports, type EspeakModule } from 'espeak-ng';
import type { Pcm } from '../audio/pcm.ts';
import { decodeWav } from '../audio/wav.ts';
import type { Language } from './language.ts';

/**
 * espeak-ng's voices by language. The English one speaks slowly (150 words a minute) and leaves gaps (20 ms): of the
 * settings tried, the emulator's own ear understands this one best.
 */
const VOICES: Readonly<Record<Language, readonly string[]>> = {
  en: ['-v', 'en-us', '-s', '150', '-g', '2'],
  de: ['-v', 'de'],
  fr: ['-v', 'fr-fr'],
  es: ['-v', 'es'],
  ja: ['-v', 'ja'],
};

const OUTPUT = 'speech.wav';

/**
 * espeak-ng, at its own 22.05 kHz.
 *
 * The package is the command-line program: made to run once, for one text. Starting it takes 100 ms, speaking 30. So it
 * is started once, and before every text its memory is set back to what it was before the first.
 */
export class Espeak {
  readonly #module: EspeakModule;
  readonly #exports: EspeakExports;
  readonly #pristine: Uint8Array;
  readonly #complaints: string[];

  private constructor(module: EspeakModule, exports: EspeakExports, complaints: string[]) {
    this.#module = module;
    this.#exports = exports;
    this.#pristine = this.#memory().slice();
    this.#complaints = complaints;
  }

  static async start(): Promise<Espeak> {
    const path = fileURLToPath(import.meta.resolve('espeak-ng')).replace(/\.js$/u, '.wasm');
    const bytes = await readFile(path);
    const complaints: string[] = [];
    const started = Promise.withResolvers<EspeakExports>();
    const module = await createModule({
      noInitialRun: true,
      print: () => {},
      printErr: (line) => complaints.push(line),
      instantiateWasm(imports, use) {
        started.resolve(instantiate(bytes, imports, use));
        return {};
      },
    });
    return new Espeak(module, await started.promise, complaints);
  }

  /** Speaks one sentence. It blocks its thread. */
  speak(text: string, language: Language): Pcm {
    this.#memory().set(this.#pristine);
    this.#complaints.length = 0;
    // What follows `--` is text, also when it begins with a dash.
    this.#run(['espeak-ng', '-w', OUTPUT, ...VOICES[language], '--', text]);
    try {
      const file = this.#module.FS.readFile(OUTPUT);
      this.#module.FS.unlink(OUTPUT);
      return decodeWav(Buffer.from(file));
    } catch (cause) {
      throw new Error(`espeak-ng made no sound. ${this.#complaints.join(' ')}`, { cause });
    }
  }

  /** C's `main(argc, argv)`. Nothing is freed: the memory is set back before the next call. */
  #run(args: readonly string[]): void {
    const pointers = Uint32Array.from([...args.map((arg) => this.#allocate(`${arg}\0`)), 0]);
    const argv = this.#allocate(new Uint8Array(pointers.buffer));
    this.#module._main(args.length, argv);
  }

  #allocate(value: string | Uint8Array): number {
    const bytes = Buffer.from(value);
    const address = this.#exports.malloc(bytes.length);
    this.#memory().set(bytes, address);
    return address;
  }

  #memory(): Uint8Array {
    return new Uint8Array(this.#exports.memory.buffer);
  }
}

async function instantiate(
  bytes: Uint8Array,
  imports: WebAssembly.Imports,
  use: (instance: WebAssembly.Instance) => void,
): Promise<EspeakExports> {
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  use(instance);
  const { exports } = instance;
  if (!isEspeak(exports)) throw new TypeError('espeak-ng exports neither memory nor malloc.');
  return exports;
}

function isEspeak(exports: object): exports is EspeakExports {
  return 'memory' in exports && 'malloc' in exports && typeof exports.malloc === 'function';
}
