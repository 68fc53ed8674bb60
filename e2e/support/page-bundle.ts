import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Bundles a page of `pages/` into one script. */
export async function bundlePage(name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`pages/${name}.tsx`, import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    // vitest's NODE_ENV makes Vite compile JSX for React's development build; React must match.
    define: { 'process.env.NODE_ENV': '"development"' },
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((each) => ('output' in each ? each.output : []));
  return chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('\n');
}
