/** One instruction: `RUN`, `COPY`, … and what follows it, continued lines joined. */
export interface Instruction {
  name: string;
  /** Flags such as `--from=dependencies`, by their names. */
  flags: Readonly<Record<string, string>>;
  /** The words of the exec form (`["node", "x"]`); undefined in the shell form. */
  words: readonly string[] | undefined;
  /** All that follows the flags, as it stands there. */
  text: string;
}

/** From one FROM to the next. */
export interface Stage {
  /** What others call it; its number when it has no name. */
  name: string;
  base: string;
  instructions: readonly Instruction[];
}

/** The Dockerfile uses what this parser does not know: better to say so than to skip it. */
export class DockerfileError extends Error {
  override name = 'DockerfileError' as const;
  readonly code = 'dockerfile_unsupported';
}

const KNOWN = new Set([
  'RUN',
  'COPY',
  'ENV',
  'WORKDIR',
  'USER',
  'EXPOSE',
  'HEALTHCHECK',
  'CMD',
  'ENTRYPOINT',
]);

/**
 * Reads a Dockerfile.
 *
 * @throws {DockerfileError}
 */
export function parseDockerfile(text: string): Stage[] {
  const stages: { name: string; base: string; instructions: Instruction[] }[] = [];
  for (const line of logicalLines(text)) {
    const instruction = parseInstruction(line);
    if (instruction.name === 'FROM') {
      const [base = '', as, name] = instruction.text.split(/\s+/);
      const isNamed = as?.toUpperCase() === 'AS' && name !== undefined;
      stages.push({ name: isNamed ? name : `${stages.length}`, base, instructions: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage || !KNOWN.has(instruction.name)) throw new DockerfileError(`No way to do: ${line}`);
    stage.instructions.push(instruction);
  }
  return stages;
}

/** Lines without comments and empty ones, with those that end in a backslash joined to the next. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const continues = line.endsWith('\\');
    open += continues ? `${line.slice(0, -1)} ` : line;
    if (continues) continue;
    lines.push(open.trim());
    open = '';
  }
  if (open) throw new DockerfileError(`The last line is continued: ${open}`);
  return lines;
}

function parseInstruction(line: string): Instruction {
  const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/s.exec(line) ?? [];
  const flags: Record<string, string> = {};
  let text = rest.trim();
  for (let match = matchFlag(text); match; match = matchFlag(text)) {
    const [whole, flag = '', value = ''] = match;
    flags[flag] = value;
    text = text.slice(whole.length).trim();
  }
  return { name: name.toUpperCase(), flags, words: parseWords(text), text };
}

function matchFlag(text: string): RegExpExecArray | null {
  return /^--([a-z-]+)=(\S+)\s*/.exec(text);
}

function parseWords(text: string): string[] | undefined {
  const form = text.replace(/^CMD\s+/, '');
  if (!form.startsWith('[')) return undefined;
  const words: unknown = JSON.parse(form);
  if (!Array.isArray(words)) return undefined;
  return words.map(String);
}
