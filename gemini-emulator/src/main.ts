import { parseArgs } from 'node:util';
import { startGeminiEmulator } from './emulator.ts';

const HELP = `A local stand-in for the Gemini API. It is not Google, and it is only for development.

Usage: node src/main.ts [--port <number>] [--control-port <number>] [--canned <words>] [--connection-seconds <number>]

  --port                where the Gemini API is served (default 9090; 0: any free port)
  --control-port        where tests order faults and read captures (default 9091; 0: any free port)
  --canned              for benchmarks: transcribes any speech as these words, at once, and caches synthesized sentences
  --connection-seconds  how long Live connections may last (default 600, as Google's)
  --help                this text

Point a Google client at it: GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:9090 GOOGLE_API_KEY=emulator`;

const DEFAULT_PORT = '9090';
const DEFAULT_CONTROL_PORT = '9091';
const MAX_PORT = 65_535;

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: DEFAULT_PORT },
      'control-port': { type: 'string', default: DEFAULT_CONTROL_PORT },
      canned: { type: 'string' },
      'connection-seconds': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const emulator = await startGeminiEmulator({
    port: portOf('--port', values.port),
    controlPort: portOf('--control-port', values['control-port']),
    ...(values.canned !== undefined && { canned: values.canned }),
    connectionLimit: { seconds: secondsOf(values['connection-seconds']) },
  });
  const stop = () => void emulator.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { url, controlUrl } = emulator;
  if (process.send) {
    process.once('disconnect', stop);
    process.send({ type: 'ready', url, controlUrl });
  } else {
    console.log(`Gemini emulator (not Google) at ${url}, control server at ${controlUrl}`);
  }
}

function secondsOf(value: string | undefined): number | undefined {
  const seconds = value === undefined ? undefined : Number(value);
  if (seconds === undefined || seconds > 0) return seconds;
  throw new RangeError(`--connection-seconds wants a number above 0, not "${value}".`);
}

function portOf(option: string, value: string): number {
  const port = Number(value);
  if (/^\d+$/u.test(value) && port <= MAX_PORT) return port;
  throw new RangeError(`${option} wants a number from 0 to ${MAX_PORT}, not "${value}".`);
}
