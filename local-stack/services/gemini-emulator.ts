import { fileURLToPath } from 'node:url';
import { LOOPBACK } from '../supervisor/ports.ts';
import type { ServiceSpec } from '../supervisor/service-process.ts';

export const EMULATOR_PORT = 9090;

export interface EmulatorPorts {
  /** The Gemini API. */
  api: number;
  /** The control API, with which tests script faults. */
  control: number;
}

export function emulatorUrl({ api }: EmulatorPorts): string {
  return `http://${LOOPBACK}:${api}`;
}

/** @param cannedSpeech the transcript of all speech; without it, speech is recognized */
export function emulatorService(
  ports: EmulatorPorts,
  env: NodeJS.ProcessEnv,
  cannedSpeech?: string,
): ServiceSpec {
  return {
    name: 'gemini-emulator',
    command: process.execPath,
    args: [
      fileURLToPath(new URL('../../gemini-emulator/src/main.ts', import.meta.url)),
      '--port',
      `${ports.api}`,
      '--control-port',
      `${ports.control}`,
      ...(cannedSpeech === undefined ? [] : ['--canned', cannedSpeech]),
    ],
    env,
    ready: 'message',
  };
}
