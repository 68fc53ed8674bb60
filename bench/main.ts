// LiveKit's client writes every detail into the output otherwise.
process.env['NODE_ENV'] ??= 'production';

/** Each measurement by its name. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  token: async () => (await import('./token/bench.ts')).benchToken(),
  agent: async () => (await import('./agent/bench.ts')).benchAgent(),
  memory: async () => (await import('./memory/bench.ts')).benchMemory(),
};

const HELP = `npm run bench -- ${Object.keys(BENCHES).join('|')}

Measures BakeBot side by side with what one would have without it, on this machine. docs/benchmarks.md tells how, and
what came of it.`;

const [name = ''] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench) {
  await bench();
} else {
  console.log(HELP);
  process.exitCode = name === '' || /^(-h|--help)$/.test(name) ? 0 : 2;
}
