import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A command that a guide tells an operator to run. */
export interface GuideCommand {
  /** The guide's path, from the root. */
  guide: string;
  line: string;
  /** `needs-account`, `needs-redis` and their like: why no test runs it. Undefined: a test runs it. */
  needs: string | undefined;
}

/** Every command of a guide: lines of its `sh` blocks, and those of its sentences that are in code. */
export function listCommands(root: string): GuideCommand[] {
  return globSync('docs/{runbooks/*,observe,scale}.md', { cwd: root })
    .toSorted()
    .flatMap((guide) => {
      const text = readFileSync(join(root, guide), 'utf8');
      return commandsOfBlocks(guide, text).concat(commandsOfSentences(guide, text));
    });
}

function commandsOfBlocks(guide: string, text: string): GuideCommand[] {
  return [...text.matchAll(/^( *)```sh ?(\S*)\n(.*?)^\1```/gms)].flatMap(
    ([, , mark = '', block = '']) =>
      block
        .replaceAll('\\\n', ' ')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => ({ guide, line, needs: mark || undefined })),
  );
}

function commandsOfSentences(guide: string, text: string): GuideCommand[] {
  return [...text.matchAll(/`((?:npm run|npx|lk|curl) [^`\n]+)`/g)].map(([, line = '']) => ({
    guide,
    line,
    needs: 'context',
  }));
}
