import { parseArgs } from 'node:util';
import { startGeminiEmulator } from './emulator.ts';

const HELP = `A local stand-in for the Gemini API. It is not Google, and it is only for development.

Usage: node src/main.ts [options]

  --port                where the Gemini API is served (default 9090; 0: any free port)
  --control-port        where tests order faults and read captures (default 9091; 0: any free port)
  --api-key             the only key that is accepted (default: any)
  --quota               requests a minute and model (default: any number)
  --first-word-ms       how long a language model takes to begin an answer (default 0)
  --connection-seconds  how long Live connections may last (default 600, as Google's)
  --canned              for benchmarks: transcribes any speech as these words, at once, and caches synthesized sentences
  --help                this text

GEMINI_EMULATOR_API_KEY, GEMINI_EMULATOR_QUOTA and GEMINI_EMULATOR_FIRST_WORD_MS are the same as the options.

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
      'api-key': { type: 'string', default: process.env['GEMINI_EMULATOR_API_KEY'] },
      quota: { type: 'string', default: process.env['GEMINI_EMULATOR_QUOTA'] },
      'first-word-ms': { type: 'string', default: process.env['GEMINI_EMULATOR_FIRST_WORD_MS'] },
      canned: { type: 'string' },
      'connection-seconds': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const { 'api-key': apiKey, quota, 'first-word-ms': firstWordMs, canned } = values;
  const emulator = await startGeminiEmulator({
    port: wholeNumber('--port', values.port, MAX_PORT),
    controlPort: wholeNumber('--control-port', values['control-port'], MAX_PORT),
    ...(apiKey && { apiKey }),
    ...(quota && { requestsPerMinute: wholeNumber('--quota', quota) }),
    ...(firstWordMs && { firstWordMs: wholeNumber('--first-word-ms', firstWordMs) }),
    ...(canned !== undefined && { canned }),
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

function wholeNumber(option: string, value: string, max = Number.MAX_SAFE_INTEGER): number {
  const number = Number(value);
  if (/^\d+$/u.test(value) && number <= max) return number;
  throw new RangeError(`${option} wants a number from 0 to ${max}, not "${value}".`);
}
