import { cpSync, mkdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { ContextFile } from './context.ts';
import { DockerfileError, type Instruction, type Stage } from './dockerfile.ts';
import type { RootFolder } from './root-folder.ts';

/** What is left when all instructions are carried out. */
export interface Image {
  root: RootFolder;
  cwd: string;
  user: string;
  env: Record<string, string>;
  command: readonly string[];
  healthCheck: readonly string[];
}

export interface BuildOptions {
  /** The repository's root, and what of it a builder is sent. */
  context: { root: string; files: readonly ContextFile[] };
  /** Makes the root folder that a stage begins with. */
  begin: (stage: Stage) => RootFolder;
  onStep: (instruction: Instruction, ms: number) => void;
}

/** Carries a Dockerfile out, instruction by instruction, and returns its last stage. */
export function buildImage(stages: readonly Stage[], options: BuildOptions): Image {
  const images = new Map<string, Image>();
  let last: Image | undefined;
  for (const stage of stages) {
    last = {
      root: options.begin(stage),
      cwd: '/',
      user: '0',
      env: {},
      command: [],
      healthCheck: [],
    };
    for (const instruction of stage.instructions) {
      const start = performance.now();
      carryOut(instruction, last, images, options);
      options.onStep(instruction, performance.now() - start);
    }
    images.set(stage.name, last);
  }
  if (!last) throw new DockerfileError('The Dockerfile has no FROM.');
  return last;
}

function carryOut(
  instruction: Instruction,
  image: Image,
  images: ReadonlyMap<string, Image>,
  { context }: BuildOptions,
): void {
  const { name, text, words } = instruction;
  switch (name) {
    case 'WORKDIR':
      image.cwd = resolve(image.cwd, text);
      mkdirSync(join(image.root.path, image.cwd), { recursive: true });
      return;
    case 'ENV':
      Object.assign(image.env, Object.fromEntries([text.split(/=(.*)/s).slice(0, 2)]));
      return;
    case 'USER':
      image.user = text;
      return;
    case 'EXPOSE':
      return;
    case 'CMD':
      image.command = words ?? ['/bin/sh', '-c', text];
      return;
    case 'HEALTHCHECK':
      image.healthCheck = words ?? ['/bin/sh', '-c', text.replace(/^CMD\s+/, '')];
      return;
    case 'RUN':
      image.root.build(text, image.cwd, image.env);
      return;
    case 'COPY':
      copy(instruction, image, images, context);
      return;
    default:
      throw new DockerfileError(`No way to do ${name}.`);
  }
}

function copy(
  { flags, text }: Instruction,
  image: Image,
  images: ReadonlyMap<string, Image>,
  context: BuildOptions['context'],
): void {
  const paths = text.split(/\s+/);
  const to = paths.pop() ?? '';
  const target = join(image.root.path, resolve(image.cwd, to));
  const from = flags['from'];
  if (from) {
    const source = images.get(from);
    if (!source) throw new DockerfileError(`There is no stage ${from}.`);
    for (const path of paths)
      cpSync(join(source.root.path, path), target, { recursive: true, verbatimSymlinks: true });
    return;
  }
  for (const path of paths) {
    for (const file of context.files.filter((entry) => isUnder(entry.path, path))) {
      const isFolder = statSync(join(context.root, path)).isDirectory();
      const inside = isFolder ? file.path.slice(path.length) : basename(path);
      const isInto = isFolder || to.endsWith('/') || paths.length > 1;
      cpSync(join(context.root, file.path), isInto ? join(target, inside) : target);
    }
  }
}

function isUnder(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`);
}
