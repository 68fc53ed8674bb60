import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A command in a root folder failed. */
class RootFolderError extends Error {
  override name = 'RootFolderError' as const;
  readonly code = 'root_folder_failed';
}

/** Where a build step finds the certificates that this machine trusts besides the usual ones, if it does. */
const EXTRA_CERTIFICATES = '/tmp/extra-certificates.pem';

/** Where programs are in a container, unless its image says otherwise. */
export const PATH_INSIDE = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A folder that holds a whole small Debian, for `chroot`. */
export class RootFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes the Debian that the image's base is made of too, once: about a minute and 200 MB. */
  static debian(path: string, suite: string): RootFolder {
    if (!existsSync(join(path, 'etc/debian_version'))) {
      rmSync(path, { recursive: true, force: true });
      mkdirSync(dirname(path), { recursive: true });
      run('debootstrap', ['--variant=minbase', suite, path]);
    }
    return new RootFolder(path);
  }

  copy(path: string): RootFolder {
    rmSync(path, { recursive: true, force: true });
    run('cp', ['--archive', '--reflink=auto', this.path, path]);
    return new RootFolder(path);
  }

  /** Puts Node where the official image has it. */
  addNode(node: string, npm: string): void {
    copyFileSync(node, join(this.path, 'usr/local/bin/node'));
    const target = join(this.path, 'usr/local/lib/node_modules/npm');
    cpSync(npm, target, { recursive: true, verbatimSymlinks: true });
    for (const name of ['npm', 'npx']) {
      run('ln', [
        '-sf',
        `../lib/node_modules/npm/bin/${name}-cli.js`,
        join(this.path, 'usr/local/bin', name),
      ]);
    }
  }

  /** Runs a build step as the Dockerfile has it, with the network as this machine has it. */
  build(command: string, cwd: string, env: NodeJS.ProcessEnv): void {
    const certificates = process.env['NODE_EXTRA_CA_CERTS'];
    const inside = join(this.path, EXTRA_CERTIFICATES);
    copyFileSync('/etc/resolv.conf', join(this.path, 'etc/resolv.conf'));
    if (certificates) copyFileSync(certificates, inside);
    try {
      run('chroot', [this.path, '/bin/sh', '-c', `cd "${cwd}" && ${command}`], {
        env: {
          PATH: PATH_INSIDE,
          DEBIAN_FRONTEND: 'noninteractive',
          HOME: '/root',
          ...(certificates && { NODE_EXTRA_CA_CERTS: EXTRA_CERTIFICATES }),
          ...env,
        },
      });
    } finally {
      rmSync(inside, { force: true });
      rmSync(join(this.path, 'root/.npm'), { recursive: true, force: true });
    }
  }

  /** Gives the work /proc, which programs find in every container. */
  async withProc<Result>(work: () => Promise<Result>): Promise<Result> {
    const proc = join(this.path, 'proc');
    run('mount', ['-t', 'proc', 'proc', proc]);
    try {
      return await work();
    } finally {
      // Lazily: a process that has not quite gone must not keep the folder.
      run('umount', ['--lazy', proc]);
    }
  }

  /** In MB. */
  size(): number {
    return Number(run('du', ['--summarize', '--block-size=1M', this.path]).split(/\s/)[0]);
  }

  delete(): void {
    run('rm', ['--recursive', '--force', '--one-file-system', this.path]);
  }
}

function run(command: string, args: readonly string[], options: SpawnSyncOptions = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  const said = error?.message ?? `${stdout}\n${stderr}`.trim().split('\n').slice(-30).join('\n');
  throw new RootFolderError(`${command} ${args.join(' ')} failed:\n${said}`);
}
