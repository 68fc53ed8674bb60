import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  AGENT_HEALTH_PORT,
  EMULATOR_PORT,
  isPortFree,
  LIVEKIT_PORTS,
  parseEnvironment,
  PLAYGROUND_PORT,
  SIGN_IN_PORT,
  TOKEN_SERVICE_PORT,
} from '@bakebot/local-stack';
import { isInstalled } from '../bootstrap/install.mjs';
import { fail, ok, warn, type Finding } from './finding.ts';

/** Checks the files of the checkout. */
export function checkCheckout(root: string): Finding[] {
  return [
    isInstalled(root)
      ? ok('dependencies', 'those of package-lock.json')
      : fail('dependencies', 'not those of package-lock.json', 'Run: npm ci'),
    existsSync(join(root, 'wrangler.toml'))
      ? ok('wrangler.toml', 'present')
      : fail('wrangler.toml', 'missing', 'Restore it: git checkout wrangler.toml'),
  ];
}

/** Checks the environment, without showing secrets. */
export function checkEnvironment(variables: NodeJS.ProcessEnv): Finding[] {
  try {
    const { googleApiKey, livekit } = parseEnvironment(variables);
    return [
      ok('model', googleApiKey ? 'Gemini (GOOGLE_API_KEY is set)' : 'the Gemini emulator'),
      ok('media', livekit ? livekit.url : 'a livekit-server on this machine'),
    ];
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return [fail('environment', found, 'Correct it in .env or in your shell: see .env.example.')];
  }
}

/** Checks whether the default ports are free. */
export async function checkPorts(): Promise<Finding> {
  const wanted = [
    LIVEKIT_PORTS.signal,
    LIVEKIT_PORTS.tcp,
    AGENT_HEALTH_PORT,
    TOKEN_SERVICE_PORT,
    SIGN_IN_PORT,
    PLAYGROUND_PORT,
    EMULATOR_PORT,
    EMULATOR_PORT + 1,
  ];
  const free = await Promise.all([
    ...wanted.map((port) => isPortFree(port)),
    isPortFree(LIVEKIT_PORTS.udp, 'udp'),
  ]);
  const taken = [...wanted, LIVEKIT_PORTS.udp].filter((_, index) => !free[index]);
  return taken.length === 0
    ? ok('ports', 'all free')
    : warn('ports', `taken: ${taken.join(', ')}`, 'npm start takes the next free ones.');
}
