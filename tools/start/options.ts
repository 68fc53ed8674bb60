import { parseArgs } from 'node:util';

export const START_HELP = `npm start -- [options]

Starts every part of BakeBot on this machine: livekit-server, the token service's Worker in workerd, the agent,
a sign-in for development, the playground and, without GOOGLE_API_KEY, an emulator of Gemini. Ctrl-C ends them all.

  --json            when all is ready, print one line of JSON with the addresses on stdout; logs go to stderr
  --no-playground   leave the web page out
  --verbose         show every log line of every part, not only warnings and errors
  --help            this text

Settings come from the environment and from .env: see .env.example. A port that is taken is replaced by the next free.

Exit codes: 0 stopped after all was ready, 130 or 143 stopped (Ctrl-C, SIGTERM) before, 1 failed, 2 wrong usage.`;

export interface StartOptions {
  help: boolean;
  json: boolean;
  verbose: boolean;
  playground: boolean;
}

/** @throws {TypeError} for an option that does not exist. */
export function parseStartOptions(args: string[]): StartOptions {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      playground: { type: 'boolean', default: true },
    },
  });
  return values;
}
