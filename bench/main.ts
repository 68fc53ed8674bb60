// @livekit/rtc-node writes debug lines to stdout otherwise.
process.env['NODE_ENV'] ??= 'production';

const BENCHES: Readonly<Record<string, (parts: readonly string[]) => Promise<void>>> = {
  token: async () => (await import('./token/bench.ts')).benchToken(),
  agent: async (parts) => (await import('./agent/bench.ts')).benchAgent(parts),
  memory: async (parts) => (await import('./memory/bench.ts')).benchMemory(parts),
  scale: async (args) => (await import('./scale/bench.ts')).benchScale(args),
};

const HELP = `npm run bench -- token
npm run bench -- agent [sessions] [typed] [push-to-talk] [press-over] [open-microphone] [barge-in]
npm run bench -- memory [turns] [sessions] [at-once]
npm run bench -- scale [concurrent conversations]

Measures BakeBot on this machine, side by side with what LiveKit's guides lead to. Method and results: docs/benchmarks.md
and docs/scale.md.`;

const [name = '', ...parts] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench) {
  await bench(parts);
  // @livekit/rtc-node keeps a thread alive.
  process.exit();
} else {
  console.log(HELP);
  process.exitCode = name === '' || /^(-h|--help)$/.test(name) ? 0 : 2;
}
