/** What BakeBot can be made to say, so that there is time to speak over it: about five seconds a step. */
export function longAnswer(steps: number): string {
  return Array.from(
    { length: steps },
    (_, i) => `Step ${i + 1}: lay the left strand over the middle one and turn the board around.`,
  ).join(' ');
}
