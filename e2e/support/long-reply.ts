/** A reply that leaves time to interrupt it: about five seconds of speech for each step. */
export function longReply(steps: number): string {
  return Array.from(
    { length: steps },
    (_, i) => `Step ${i + 1}: lay the left strand over the middle one and turn the board around.`,
  ).join(' ');
}
