/** The vitest projects, in the order in which they run: the quick ones first. */
export const PROJECTS = ['unit', 'worker', 'speech', 'e2e'] as const;

export type Project = (typeof PROJECTS)[number];

export interface TestSelection {
  projects: readonly Project[];
  /** What goes to vitest as it is: name filters and options. */
  rest: readonly string[];
}

/**
 * Takes `--project NAME` and `--project=NAME` out of the arguments. Without any, all projects are meant.
 *
 * @throws {TypeError} for a project that does not exist.
 */
export function selectTests(args: readonly string[]): TestSelection {
  const named: Project[] = [];
  const rest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (argument === '--project') named.push(parseProject(args[++index] ?? ''));
    else if (argument.startsWith('--project=')) named.push(parseProject(argument.slice(10)));
    else rest.push(argument);
  }
  return {
    projects: named.length > 0 ? PROJECTS.filter((name) => named.includes(name)) : PROJECTS,
    rest,
  };
}

function parseProject(name: string): Project {
  const project = PROJECTS.find((known) => known === name);
  if (!project) throw new TypeError(`There is no test project "${name}": ${PROJECTS.join(', ')}.`);
  return project;
}
