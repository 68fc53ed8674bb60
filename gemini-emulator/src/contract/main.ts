import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startGeminiEmulator } from '../emulator.ts';
import { differences } from './compare.ts';
import { haveExchanges } from './exchanges.ts';
import { FIXTURE } from './fixture.ts';
import { clean, type Recording, type RecordedExchange } from './recording.ts';
import { fieldAt } from './server.ts';

const GOOGLE = 'https://generativelanguage.googleapis.com';

const HELP = `npm run contract [-- --url <address>] [--dry-run]

Has one exchange of each kind with Google and with the emulator (text, tool, picture, speech, transcription, Live, and what is
refused), and prints every field, reason, error and close code that differs. It needs GOOGLE_API_KEY, in the environment or in
.env, and costs a few cents. What Google sent is written to gemini-emulator/src/contract/google.json, without keys, sound and
signatures; a test compares the emulator with it from then on.

  --url      another server than Google's
  --dry-run  writes no file
  --help     this text

Exit codes: 0 no difference, 1 differences, 2 usage error or no key.`;

process.exitCode = await contract(process.argv.slice(2));

async function contract(args: string[]): Promise<number> {
  const options = parseOptions(args);
  if (typeof options === 'number') return options;
  loadEnvFile();
  const apiKey = process.env['GOOGLE_API_KEY'];
  if (!apiKey) {
    console.error(
      'GOOGLE_API_KEY is not set, so there is nothing to compare the emulator with. Get a key at https://aistudio.google.com/apikey',
    );
    return 2;
  }
  const emulator = await startGeminiEmulator({ apiKey });
  try {
    const google = await record({ url: options.url, apiKey });
    const refusal = refusalOf(google);
    if (refusal !== undefined) {
      console.error(`${options.url} does not answer with this key: ${refusal}`);
      return 2;
    }
    if (!options.dryRun) save(options.url, google);
    return report(differences(google, await record({ url: emulator.url, apiKey })));
  } catch (error) {
    console.error(`failed to reach ${options.url}: ${messageOf(error)}`);
    return 2;
  } finally {
    await emulator.close();
  }
}

/** Why the simplest exchange was refused: then the others say nothing about Google. */
function refusalOf(exchanges: readonly RecordedExchange[]): string | undefined {
  const [simplest] = exchanges;
  const isAnswered = simplest?.received.some(
    (each) => each.type === 'status' && each.status === 200,
  );
  if (isAnswered) return undefined;
  const body = simplest?.received.find(({ type }) => type === 'body');
  return String(body?.type === 'body' ? fieldAt(body.body, 'error.message') : 'no answer');
}

function messageOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

function parseOptions(args: string[]): { url: string; dryRun: boolean } | number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        url: { type: 'string', default: GOOGLE },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (!values.help) return { url: values.url, dryRun: values['dry-run'] };
    console.log(HELP);
    return 0;
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${HELP}`);
    return 2;
  }
}

async function record(server: { url: string; apiKey: string }): Promise<RecordedExchange[]> {
  console.error(`Exchanges with ${server.url}:`);
  const exchanges = await haveExchanges(server, (name) => console.error(`  ${name}`));
  return exchanges.map((exchange) => clean(exchange, [server.apiKey]));
}

function save(url: string, exchanges: RecordedExchange[]): void {
  const recording: Recording = { url, recordedOn: new Date().toISOString(), exchanges };
  writeFileSync(FIXTURE, `${JSON.stringify(recording, undefined, 2)}\n`);
  console.error(`Recorded in ${fileURLToPath(FIXTURE)}`);
}

function report(found: readonly string[]): number {
  if (found.length === 0) {
    console.log('The emulator sends what Google sends.');
    return 0;
  }
  console.log(`${found.length} differences:\n${found.join('\n')}`);
  return 1;
}

function loadEnvFile(): void {
  const file = fileURLToPath(new URL('../../../.env', import.meta.url));
  if (existsSync(file)) process.loadEnvFile(file);
}
