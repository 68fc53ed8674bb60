/** The part of heic-decode (2.1.0), which has no types of its own, that the agent uses. */
declare module 'heic-decode' {
  type Image = {
    /** Pixels, upright. */
    readonly width: number;
    readonly height: number;
    decode(): Promise<{ readonly data: Uint8ClampedArray }>;
  };
  const decoder: { all(input: { buffer: Uint8Array }): Promise<readonly Image[]> };
  export default decoder;
}

/** The part of WebAssembly's interface, which the types of Node.js leave out, that the agent uses. */
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer;
    /** @param pages of 64 KiB @returns the pages before */
    grow(pages: number): number;
  }
}
