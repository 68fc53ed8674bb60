import { fail, ok, warn, type Finding } from './finding.ts';

/** Facts of a machine. Sizes in bytes. */
export interface MachineFacts {
  platform: string;
  arch: string;
  /** `undefined` on Linux with another C library, such as Alpine's musl. */
  glibcVersion: string | undefined;
  nodeVersion: string;
  /** `undefined` when npm does not answer. */
  npmVersion: string | undefined;
  totalMemory: number;
  freeDisk: number;
}

const GIB = 1024 ** 3;

/** The whole stack, with one user in a room, takes about 1.5 GiB. */
const ENOUGH_MEMORY = 4 * GIB;

/** node_modules, Go's modules and its build cache, and livekit-server. */
const ENOUGH_DISK = 4 * GIB;

/** glibc of Debian 12 and Ubuntu 22.04, the oldest that workerd runs on. */
const OLDEST_GLIBC = [2, 35] as const;

/** Checks the machine. */
export function checkMachine(facts: MachineFacts): Finding[] {
  return [
    checkSystem(facts),
    checkNode(facts),
    checkNpm(facts),
    checkMemory(facts),
    checkDisk(facts),
  ];
}

function checkSystem({ platform, arch, glibcVersion }: MachineFacts): Finding {
  const found = `${platform}-${arch}`;
  if (platform === 'win32') {
    return fail('system', found, 'Use WSL 2: https://learn.microsoft.com/windows/wsl/install');
  }
  if (platform === 'darwin') return ok('system', found);
  if (platform !== 'linux' || !['x64', 'arm64'].includes(arch)) {
    return fail('system', found, 'workerd runs on Linux and macOS, on x64 and arm64 only.');
  }
  if (!glibcVersion) {
    return fail(
      'system',
      `${found} without glibc`,
      'workerd needs glibc: use Debian or Ubuntu, not Alpine.',
    );
  }
  const withLibrary = `${found}, glibc ${glibcVersion}`;
  return isAtLeast(glibcVersion, OLDEST_GLIBC)
    ? ok('system', withLibrary)
    : fail(
        'system',
        withLibrary,
        'workerd needs glibc 2.35: use Debian 12, Ubuntu 22.04 or newer.',
      );
}

function checkNode({ nodeVersion }: MachineFacts): Finding {
  return isAtLeast(nodeVersion, [24, 0])
    ? ok('node', nodeVersion)
    : fail(
        'node',
        nodeVersion,
        'Use "npm run doctor": it runs on the Node 24 that the project brings.',
      );
}

function checkNpm({ npmVersion }: MachineFacts): Finding {
  if (!npmVersion) return fail('npm', 'not found', 'It comes with Node: https://nodejs.org');
  return isAtLeast(npmVersion, [9, 0])
    ? ok('npm', npmVersion)
    : fail('npm', npmVersion, 'Update it: npm install --global npm');
}

function checkMemory({ totalMemory }: MachineFacts): Finding {
  const found = `${(totalMemory / GIB).toFixed(1)} GiB`;
  return totalMemory >= ENOUGH_MEMORY
    ? ok('memory', found)
    : warn('memory', found, 'The stack wants 4 GiB: close other programs, or it will be slow.');
}

function checkDisk({ freeDisk }: MachineFacts): Finding {
  const found = `${(freeDisk / GIB).toFixed(1)} GiB free`;
  return freeDisk >= ENOUGH_DISK
    ? ok('disk', found)
    : warn('disk', found, 'Installing and building livekit-server take up to 4 GiB: make room.');
}

/** Compares the first two numbers of a version such as `v24.1.0` or `2.36`. */
function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, actualMajor = 0, actualMinor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}
