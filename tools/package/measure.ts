import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/**
 * What an entry adds to an app, minified and gzipped, in bytes.
 *
 * @param without packages that are not counted
 */
export async function measure(entry: string, without: readonly string[]): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'esnext',
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        // `minify` of a library keeps its whitespace and a comment with the path of each module.
        output: { minify: true },
        external: (id) => without.some((name) => id === name || id.startsWith(`${name}/`)),
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const code = outputs.flatMap((each) => ('output' in each ? each.output : []));
  return code.reduce(
    (sum, chunk) => sum + (chunk.type === 'chunk' ? gzipSync(chunk.code).byteLength : 0),
    0,
  );
}
