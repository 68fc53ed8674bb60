import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import * as z from 'zod';

/** A developer's settings and keys; git ignores it. */
export const ENV_FILE = new URL('../.env', import.meta.url);

const Variables = z
  .object({
    GOOGLE_API_KEY: z
      .string()
      .regex(/^[\w.-]{20,}$/, 'is not a Gemini API key: copy it again')
      .optional(),
    LIVEKIT_URL: z
      .string()
      .regex(/^wss?:\/\/[^\s/]+/, 'must start with wss:// (or ws:// for a local server)')
      .optional(),
    LIVEKIT_API_KEY: z.string().optional(),
    LIVEKIT_API_SECRET: z.string().optional(),
    AGENT_NAME: z.string().optional(),
  })
  .superRefine(({ LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET }, context) => {
    const trio = { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET };
    if (Object.values(trio).every((value) => value === undefined)) return;
    for (const [name, value] of Object.entries(trio)) {
      if (value !== undefined) continue;
      const message = `is missing: set all of ${Object.keys(trio).join(', ')}, or none for a local server`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
  });

/** External services of this run; `undefined` stands for the local one. */
export interface StackEnvironment {
  /** With a key, the real Gemini; without it, the emulator. */
  googleApiKey: string | undefined;
  /** LiveKit Cloud or a self-hosted server. */
  livekit: { url: string; apiKey: string; apiSecret: string } | undefined;
  agentName: string | undefined;
}

/** The message lists every invalid variable and its fix, never a value. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError' as const;
  readonly code = 'environment_invalid';
}

/**
 * Chooses external services. Empty variables count as absent.
 *
 * @throws {EnvironmentError}
 */
export function parseEnvironment(variables: NodeJS.ProcessEnv): StackEnvironment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = Variables.safeParse(set);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new EnvironmentError(
      `The environment variables (.env or the shell's) are invalid:\n${lines.join('\n')}`,
    );
  }
  const { GOOGLE_API_KEY, LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, AGENT_NAME } =
    result.data;
  return {
    googleApiKey: GOOGLE_API_KEY,
    livekit:
      LIVEKIT_URL && LIVEKIT_API_KEY && LIVEKIT_API_SECRET
        ? { url: LIVEKIT_URL, apiKey: LIVEKIT_API_KEY, apiSecret: LIVEKIT_API_SECRET }
        : undefined,
    agentName: AGENT_NAME,
  };
}

/** The process's environment over the variables of the `.env` file, if there is one. */
export function readEnvironment(
  file: URL,
  own: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')), ...own };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return own;
    throw error;
  }
}
