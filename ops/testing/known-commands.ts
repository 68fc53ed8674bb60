import { experimental_getWranglerCommands } from 'wrangler';
import lk from '../livekit/lk-commands/lk-commands.json' with { type: 'json' };

/** Options by command, such as `versions secret bulk`; those of every command under the empty name. */
type Commands = ReadonlyMap<string, ReadonlySet<string>>;

const BUILT_IN = ['--help', '-h', '--version', '-v'];

/** Commands of the `lk` that the workflows install: see lk-commands.json. */
const LK: Commands = new Map(
  Object.entries(lk.commands).map(([command, options]) => [
    command,
    new Set([...options.split(' '), ...(command === '' ? BUILT_IN : [])]),
  ]),
);

/** The version of `lk` whose commands are known. */
export const LK_VERSION: string = lk.version;

type Definitions = ReturnType<typeof experimental_getWranglerCommands>;
type Node = Definitions['registry'];
type Arguments = Readonly<Record<string, { alias?: string | readonly string[]; type?: string }>>;

let wrangler: Commands | undefined;

/** Commands of the installed wrangler, in its own words. */
function wranglerCommands(): Commands {
  if (wrangler) return wrangler;
  const { registry, globalFlags } = experimental_getWranglerCommands();
  const commands = new Map([['', new Set([...optionsOf(globalFlags), ...BUILT_IN])]]);
  const walk = (path: string, { definition, subtree }: Node): void => {
    const options = definition?.type === 'command' ? optionsOf(definition.args ?? {}) : [];
    if (path !== '') commands.set(path, new Set(options));
    for (const [name, child] of subtree) walk(`${path} ${name}`.trim(), child);
  };
  walk('', registry);
  return (wrangler = commands);
}

function optionsOf(args: Arguments): string[] {
  return Object.entries(args).flatMap(([name, { alias = [], type }]) => {
    const names = [name, alias, type === 'boolean' ? `no-${name}` : []].flat();
    return names.map((each) => (each.length === 1 ? `-${each}` : `--${each}`));
  });
}

/** The parts of a command of `lk` or `wrangler` that this tool does not know. */
export function unknownParts(tool: string, words: readonly string[]): string[] {
  const commands = tool === 'lk' ? LK : wranglerCommands();
  let command = '';
  for (const word of words) {
    const next = `${command} ${word}`.trim();
    if (!commands.has(next)) break;
    command = next;
  }
  const hasSubcommands = [...commands.keys()].some((each) => each.startsWith(`${command} `));
  const [next = ''] = words.slice(command === '' ? 0 : command.split(' ').length);
  const isUnknown = command === '' || (hasSubcommands && /^[a-z]/.test(next));
  const known = (option: string): boolean =>
    [command, ''].some((each) => commands.get(each)?.has(option));
  const options = words
    .filter((word) => /^--?[a-z]/.test(word))
    .map((word) => word.replace(/=.*$/, ''));
  return [
    ...(isUnknown ? [`${tool} ${command} ${next}`.replaceAll(/ +/g, ' ').trim()] : []),
    ...options.filter((option) => !known(option)),
  ];
}
