/** What a tool's refusal means for the cook: tools write their errors for a model. */
const REFUSALS: readonly (readonly [RegExp, (groups: readonly string[]) => string])[] = [
  [/^Ask which one: (.+)\.$/u, ([choices = '']) => `Which one? ${choices}.`],
  [
    /^No table has "(.+?)"\. Ask whether it is one of: (.+?)\. /u,
    ([name = '', near = '']) => `I do not know ${name}. Do you mean ${orList(near)}?`,
  ],
  [/^No table has "(.+?)"\./u, ([name = '']) => `I do not know what ${name} weighs.`],
  [/^No table has "(.+?)" by/u, ([name = '']) => `Better weigh the ${name}: it differs too much.`],
  [/ingredient is needed/u, () => 'Of which ingredient?'],
  [/^No substitute for "(.+?)"/u, ([name = '']) => `I know no substitute for ${name}.`],
  [
    /^All substitutes for "(.+?)"/u,
    ([name = '']) => `I know no substitute for ${name} without that.`,
  ],
  [/^No recipe is shown/u, () => 'Which recipe? Say "show me a recipe for pancakes".'],
  [
    /below the gas scale/u,
    () => 'That is below the gas scale: gas mark 1/4 is 110 degrees Celsius.',
  ],
  [
    /above the gas scale/u,
    () => 'That is above the gas scale: gas mark 10 is 260 degrees Celsius.',
  ],
  [/no timer of that name/u, () => 'No timer of that name is running.'],
  [/Ask which one is meant: (.+)\.$/u, ([timers = '']) => `Which one: ${timers}?`],
  [/time zone is unknown/u, () => 'I do not know your time zone.'],
];

/** One short sentence for an error of a tool. */
export function sayToolError(error: string): string {
  for (const [pattern, say] of REFUSALS) {
    const match = pattern.exec(error);
    if (match) return say(match.slice(1));
  }
  const [first = ''] = /^.+?[.!?:](?=\s|$)/su.exec(error.trim()) ?? [error.trim()];
  return `That did not work. ${first.replace(/[:.]?$/u, '.')}`;
}

function orList(names: string): string {
  return names.replace(/, (?=[^,]*$)/u, ' or ');
}
