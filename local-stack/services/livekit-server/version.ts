import { readFileSync } from 'node:fs';

const PINNED = /^(?:require|\t)? ?github\.com\/livekit\/livekit-server (v\S+)/m;

/** The version of livekit-server that `go.mod` pins, such as `v1.13.4`. */
export function pinnedVersion(goMod = readFileSync(new URL('./go.mod', import.meta.url), 'utf8')) {
  const version = PINNED.exec(goMod)?.[1];
  if (!version)
    throw new Error('local-stack/services/livekit-server/go.mod does not require livekit-server.');
  return version;
}

/** Reads `go version`'s answer: `go version go1.26.8 linux/amd64` is [1, 26]. */
export function parseGoVersion(
  answer: string,
): readonly [major: number, minor: number] | undefined {
  const match = /\bgo(\d+)\.(\d+)/.exec(answer);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** Whether this Go can build the server: 1.26 or newer, as its `go.mod` asks. */
export function canBuild(version: readonly [number, number]): boolean {
  const [major, minor] = version;
  return major > 1 || (major === 1 && minor >= 26);
}
