import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EVAL_CASES } from './cases/all.ts';
import { runEvals } from './run-evals.ts';
import { toTable } from './to-table.ts';
import { loadModels } from '../src/runtime/models/load-models.ts';
import { ModelEnvironment, toModelConfig } from '../src/runtime/models/model-config.ts';
import { INSTRUCTIONS_VERSION } from '../src/baking/instructions.ts';
import { forkEmulator } from '@bakebot/gemini-emulator';

const HELP = `npm run evals [-- --filter WORDS] [--concurrency N] [--emulator]

Asks the model ${EVAL_CASES.length} questions with the agent's prompt and tools, and prints the failures: tool calls, refusals, food
safety, pictures, prompt injections, style. It needs GOOGLE_API_KEY, or the key of the vendor in AGENT_LLM, in the
environment or in .env, and costs a few cents.

--filter       only cases whose group or name contains WORDS
--concurrency  cases at a time (4)
--emulator     use the Gemini emulator, without a key: most cases fail there, because it is not a language model`;

process.exitCode = await evals(process.argv.slice(2));

async function evals(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      filter: { type: 'string', default: '' },
      concurrency: { type: 'string', default: '4' },
      emulator: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  loadEnvFile();
  const environment = process.env;
  if (!values.emulator && !environment['GOOGLE_API_KEY'] && !environment['AGENT_LLM']) {
    console.error(
      `GOOGLE_API_KEY is not set. Get a key at https://aistudio.google.com/apikey\n\n${HELP}`,
    );
    return 2;
  }
  const emulator = values.emulator ? await forkEmulator() : undefined;
  if (emulator) process.env['GOOGLE_GEMINI_BASE_URL'] = emulator.url;
  try {
    return await ask(values.filter, Number(values.concurrency), {
      ...environment,
      ...(emulator && { GOOGLE_API_KEY: 'emulator', AGENT_LLM: 'gemini' }),
    });
  } finally {
    await emulator?.close();
  }
}

async function ask(
  filter: string,
  concurrency: number,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  // Only the LLM is used: STT and TTS need no valid key.
  const config = toModelConfig(
    ModelEnvironment.parse({
      GOOGLE_API_KEY: 'none',
      ...environment,
      AGENT_STT: 'gemini',
      AGENT_TTS: 'gemini',
    }),
  );
  const make = await loadModels(config);
  const cases = EVAL_CASES.filter(({ group, name }) => `${group} ${name}`.includes(filter));
  const results = await runEvals({
    cases,
    concurrency,
    createModel: () => make('en-GB').llm,
    onResult: ({ faults }) => process.stderr.write(faults.length === 0 ? '.' : 'F'),
  });
  process.stderr.write('\n');
  const models = config.llm.map(({ vendor, model }) => `${vendor}/${model}`).join(', ');
  console.log(`Prompt ${INSTRUCTIONS_VERSION}, ${models}\n\n${toTable(results)}`);
  return results.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

/** Loads `.env` if it exists. */
function loadEnvFile(): void {
  const file = fileURLToPath(new URL('../../.env', import.meta.url));
  if (existsSync(file)) process.loadEnvFile(file);
}
