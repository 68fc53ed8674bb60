// LiveKit's client writes every detail into the output otherwise.
process.env['NODE_ENV'] ??= 'production';

/** Each measurement by its name. */
const BENCHES: Readonly<Record<string, (parts: readonly string[]) => Promise<void>>> = {
  token: async () => (await import('./token/bench.ts')).benchToken(),
  agent: async (parts) => (await import('./agent/bench.ts')).benchAgent(parts),
  memory: async (parts) => (await import('./memory/bench.ts')).benchMemory(parts),
};

const HELP = `npm run bench -- token
npm run bench -- agent [sessions] [typed] [push-to-talk] [press-over] [open-microphone] [barge-in]
npm run bench -- memory [turns] [sessions] [at-once]

Measures BakeBot side by side with what one would have without it, on this machine. docs/benchmarks.md tells how, and
what came of it.`;

const [name = '', ...parts] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench) {
  await bench(parts);
  // LiveKit's client keeps a thread of its own alive.
  process.exit();
} else {
  console.log(HELP);
  process.exitCode = name === '' || /^(-h|--help)$/.test(name) ? 0 : 2;
}
