/** WebAssembly's types come with the DOM's, which a server should not see. */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  type Instance = { readonly exports: object };
  function instantiate(
    bytes: Uint8Array,
    imports: Imports,
  ): Promise<{ readonly instance: Instance }>;
}

/** The parts of espeak-ng (an Emscripten build without types of its own) that the emulator uses. */
declare module 'espeak-ng' {
  export type EspeakModule = {
    readonly FS: { readFile(path: string): Uint8Array; unlink(path: string): void };
    _main(argc: number, argv: number): number;
  };
  /** What its WebAssembly exports. */
  export type EspeakExports = {
    readonly memory: { readonly buffer: ArrayBuffer };
    malloc(bytes: number): number;
  };
  type EspeakOptions = {
    noInitialRun: boolean;
    print: (line: string) => void;
    printErr: (line: string) => void;
    instantiateWasm: (
      imports: WebAssembly.Imports,
      use: (instance: WebAssembly.Instance) => void,
    ) => object;
  };
  export default function createModule(options: EspeakOptions): Promise<EspeakModule>;
}
