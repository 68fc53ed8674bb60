import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { cacheFolder } from '../../supervisor/paths.ts';
import { canBuild, parseGoVersion, pinnedVersion } from './version.ts';

export type LiveKitServerSource =
  | { kind: 'installed'; command: string }
  | { kind: 'cached'; command: string }
  | { kind: 'buildable'; go: string; command: string }
  | { kind: 'missing'; go?: string };

/** The error message when there is neither a server nor a Go that can build one. */
export const LIVEKIT_SERVER_MISSING = `This machine has no livekit-server, and no Go 1.26 or newer to build it. Do one of these:
  macOS:   brew install livekit
  Linux:   curl -sSL https://get.livekit.io | bash
  Go:      install Go 1.26 or newer (https://go.dev/dl): npm start then builds the server once, in about 90 s
  Docker:  docker run --rm --network host livekit/livekit-server:${pinnedVersion()} --dev --bind 127.0.0.1 --node-ip 127.0.0.1
           and in .env: LIVEKIT_URL=ws://127.0.0.1:7880, LIVEKIT_API_KEY=devkey, LIVEKIT_API_SECRET=secret
  Cloud:   put the LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET of a LiveKit Cloud project into .env`;

/** Looks on the PATH, then in the cache of earlier builds, then for a Go that can build it. */
export async function findLiveKitServer(): Promise<LiveKitServerSource> {
  const installed = findOnPath('livekit-server');
  if (installed) return { kind: 'installed', command: installed };
  const command = cachedBinary();
  if (isExecutable(command)) return { kind: 'cached', command };
  const go = findOnPath('go');
  if (!go) return { kind: 'missing' };
  const { stdout } = await execa(go, ['version']).catch(() => ({ stdout: '' }));
  const version = parseGoVersion(stdout);
  if (version && canBuild(version)) return { kind: 'buildable', go, command };
  return { kind: 'missing', go: stdout.trim() };
}

/**
 * The command of livekit-server, for callers that run after a local stack has built it.
 *
 * @throws with the ways to get one when this machine has none and cannot build it
 */
export async function liveKitServerCommand(): Promise<string> {
  const source = await findLiveKitServer();
  if (source.kind === 'missing') throw new Error(LIVEKIT_SERVER_MISSING);
  return source.command;
}

function cachedBinary(): string {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const name = `livekit-server-${pinnedVersion()}-${process.platform}-${process.arch}${suffix}`;
  return join(cacheFolder(), name);
}

function findOnPath(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  const fileName = process.platform === 'win32' ? `${name}.exe` : name;
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, fileName))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
