import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { acquirePidLock } from '../../supervisor/pid-lock.mjs';
import type { ServiceSpec } from '../../supervisor/service-process.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';

const WAIT_FOR_OTHER_BUILD_MS = 250;

/**
 * Builds livekit-server from the Go module proxy into `command`. A second build, from another checkout, waits for the
 * first. The binary is renamed into place when it is complete.
 */
export async function buildLiveKitServer(
  supervisor: Supervisor,
  { go, command }: { go: string; command: string },
): Promise<void> {
  const lock = `${command}.lock`;
  const unfinished = `${command}.${process.pid}`;
  mkdirSync(dirname(command), { recursive: true });
  while (!acquirePidLock(lock)) {
    supervisor.throwIfStopped();
    await delay(WAIT_FOR_OTHER_BUILD_MS);
  }
  supervisor.removeAtEnd(lock);
  supervisor.removeAtEnd(unfinished);
  try {
    if (existsSync(command)) return;
    await supervisor.start(goBuild(go, unfinished));
    renameSync(unfinished, command);
  } finally {
    rmSync(lock, { force: true });
  }
}

function goBuild(go: string, output: string): ServiceSpec {
  return {
    name: 'go build',
    command: go,
    args: [
      'build',
      '-trimpath',
      '-ldflags=-s -w',
      `-o=${output}`,
      'github.com/livekit/livekit-server/cmd/server',
    ],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' },
    ready: 'exit',
  };
}
