import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** One of `pages/`, as a script. */
export async function bundlePage(name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`pages/${name}.tsx`, import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    // Also under vitest, whose NODE_ENV makes Vite write JSX that React's production build cannot run.
    define: { 'process.env.NODE_ENV': '"development"' },
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((each) => ('output' in each ? each.output : []));
  return chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('\n');
}
