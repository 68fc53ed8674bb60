/** The part of autocannon 9 that the token benchmark uses; it publishes no types. */
declare module 'autocannon' {
  export type Request = { readonly headers: Readonly<Record<string, string>> };
  export type Options = {
    readonly url: string;
    readonly connections: number;
    /** In seconds. */
    readonly duration: number;
    readonly method: 'POST';
    readonly body: string;
    /** Each connection sends them in order, again and again. */
    readonly requests: readonly Request[];
  };
  export default function autocannon(options: Options): Promise<unknown>;
}
