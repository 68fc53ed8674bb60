import { parseStartOptions, START_HELP, type StartOptions } from './start/options.ts';
import {
  EnvironmentError,
  PrerequisiteError,
  Progress,
  ServiceExitedError,
  type StackAddresses,
} from '@bakebot/local-stack';
import { runUntilStopped } from './start/run-until-stopped.ts';

process.exit(await start(process.argv.slice(2)));

async function start(args: string[]): Promise<number> {
  let options: StartOptions;
  try {
    options = parseStartOptions(args);
  } catch (error) {
    console.error(`${String(error)}\n\n${START_HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(START_HELP);
    return 0;
  }
  const progress = new Progress(options.json ? process.stderr : process.stdout);
  try {
    return await runUntilStopped({
      ...options,
      progress,
      onReady: (addresses, elapsedMs) => {
        if (options.json) console.log(JSON.stringify(addresses));
        else progress.note(summary(addresses, elapsedMs));
      },
    });
  } catch (error) {
    console.error(errorMessage(error));
    return 1;
  }
}

function summary(addresses: StackAddresses, elapsedMs: number): string {
  const model =
    addresses.model === 'gemini'
      ? 'Gemini, with your GOOGLE_API_KEY'
      : 'the Gemini emulator (for the real Gemini, put GOOGLE_API_KEY into .env)';
  return `
BakeBot is ready after ${(elapsedMs / 1000).toFixed(1)} s.

  Playground       ${addresses.playground ?? 'not started'}
  Token endpoint   ${addresses.token_endpoint}
  Sign-in          ${addresses.session_endpoint}
  LiveKit          ${addresses.livekit_url}
  Agent            ${addresses.agent_name}
  Model            ${model}

Ctrl-C stops everything.`;
}

function errorMessage(error: unknown): string {
  if (error instanceof ServiceExitedError) {
    const lines = error.lastLines.map((line) => `  ${line}`);
    return `\n${error.message}. Its last lines:\n${lines.join('\n') || '  (none)'}`;
  }
  if (error instanceof EnvironmentError || error instanceof PrerequisiteError) {
    return `\n${error.message}`;
  }
  return error instanceof Error ? `\n${error.stack}` : `\n${String(error)}`;
}
