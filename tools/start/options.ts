import { parseArgs } from 'node:util';

export const START_HELP = `npm start -- [options]

Starts every service of BakeBot on this machine: livekit-server, the token service in workerd, the agent, a development
sign-in, the playground and, without GOOGLE_API_KEY, the Gemini emulator. Ctrl-C stops them all.

  --json            once all services are ready, prints their addresses on stdout as one line of JSON; logs go to stderr
  --no-playground   does not start the playground
  --verbose         prints every log line of every service, not only warnings and errors
  --help            prints this text

Settings come from the environment and from .env: see .env.example. If a port is taken, the next free one is used.

Exit codes: 0 stopped once all services were ready, 130 or 143 stopped before (Ctrl-C, SIGTERM), 1 failed, 2 usage error.`;

export interface StartOptions {
  help: boolean;
  json: boolean;
  verbose: boolean;
  playground: boolean;
}

/** @throws {TypeError} for an unknown option */
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
