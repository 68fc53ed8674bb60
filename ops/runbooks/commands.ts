import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A command in an operators' guide. */
export interface GuideCommand {
  /** Path of the guide, relative to the root. */
  guide: string;
  line: string;
  /** Why no test runs it, such as `needs-account`; undefined for a command that a test runs. */
  needs: string | undefined;
}

/** The commands of all guides: lines of `sh` blocks, and inline code. */
export function listCommands(root: string): GuideCommand[] {
  return globSync('docs/{runbooks/*,observe,scale}.md', { cwd: root })
    .toSorted()
    .flatMap((guide) => {
      const text = readFileSync(join(root, guide), 'utf8');
      return blockCommands(guide, text).concat(inlineCommands(guide, text));
    });
}

function blockCommands(guide: string, text: string): GuideCommand[] {
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

function inlineCommands(guide: string, text: string): GuideCommand[] {
  return [...text.matchAll(/`((?:npm run|npx|lk|curl) [^`\n]+)`/g)].map(([, line = '']) => ({
    guide,
    line,
    needs: 'context',
  }));
}
