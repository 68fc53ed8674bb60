import { fileURLToPath } from 'node:url';
import { LOOPBACK } from '../supervisor/ports.ts';
import type { ServiceSpec } from '../supervisor/service-process.ts';

export const EMULATOR_PORT = 9090;

export interface EmulatorPorts {
  /** Speaks the Gemini API. */
  api: number;
  /** Where tests script it. */
  control: number;
}

export function emulatorUrl({ api }: EmulatorPorts): string {
  return `http://${LOOPBACK}:${api}`;
}

export function emulatorService(ports: EmulatorPorts, env: NodeJS.ProcessEnv): ServiceSpec {
  return {
    name: 'gemini-emulator',
    command: process.execPath,
    args: [
      fileURLToPath(new URL('../../gemini-emulator/src/main.ts', import.meta.url)),
      '--port',
      `${ports.api}`,
      '--control-port',
      `${ports.control}`,
    ],
    env,
    ready: 'announced',
  };
}
