import { readFileSync } from 'node:fs';

const PINNED = /^(?:require|\t)? ?github\.com\/livekit\/livekit-server (v\S+)/m;

/** The version of livekit-server in `go.mod`, such as `v1.13.4`. */
export function pinnedVersion(goMod = readFileSync(new URL('./go.mod', import.meta.url), 'utf8')) {
  const version = PINNED.exec(goMod)?.[1];
  if (!version)
    throw new Error('local-stack/services/livekit-server/go.mod does not require livekit-server.');
  return version;
}

/** Parses the output of `go version`: `go version go1.26.8 linux/amd64` is [1, 26]. */
export function parseGoVersion(
  output: string,
): readonly [major: number, minor: number] | undefined {
  const match = /\bgo(\d+)\.(\d+)/.exec(output);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** livekit-server's own `go.mod` requires Go 1.26. */
export function canBuild(version: readonly [number, number]): boolean {
  const [major, minor] = version;
  return major > 1 || (major === 1 && minor >= 26);
}
