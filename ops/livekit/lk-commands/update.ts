/**
 * Takes the commands and options of `lk` from its source, at the version that the workflows install, and writes them to
 * lk-commands.json: `node ops/livekit/lk-commands/update.ts`. Needs Go.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '@bakebot/local-stack';
import { execa } from 'execa';
import * as z from 'zod';

const MODULE = 'github.com/livekit/livekit-cli/v2';
const FOLDER = fileURLToPath(new URL('.', import.meta.url));

const action = readFileSync(join(ROOT, '.github/actions/install-lk/action.yml'), 'utf8');
const version = /LK_VERSION: ([\d.]+)/.exec(action)?.[1] ?? '';
const download = await execa('go', ['mod', 'download', '-json', `${MODULE}@v${version}`]);
const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(download.stdout));
const list = await execa('go', ['run', join(FOLDER, 'main.go'), join(Dir, 'cmd', 'lk')]);
const listed = z.record(z.string(), z.array(z.string())).parse(JSON.parse(list.stdout));
const commands = Object.fromEntries(
  Object.entries(listed).map(([command, options]) => [command, options.join(' ')]),
);
const source = `${MODULE}/cmd/lk`;
const file = { version, source, update: 'node ops/livekit/lk-commands/update.ts', commands };
writeFileSync(join(FOLDER, 'lk-commands.json'), `${JSON.stringify(file, undefined, 2)}\n`);
