/** What decides about a turn whose content is complete. Turns are numbered as they are received, from 1. */
export type Arbitration = {
  /** The agent is leaving. */
  readonly isClosed: boolean;
  /** Number of the newest turn that the model was asked; 0 at first. */
  readonly newestAsked: number;
  /**
   * Number of the turn that is being spoken: infinite while the talk button is held, then the turn's until it is transcribed,
   * 0 otherwise.
   */
  readonly spoken: number;
};

/**
 * Decides what becomes of a turn. The newest one wins, by the time at which it was received, not at which its upload or
 * transcript was complete; and no answer begins while the user speaks.
 */
export function arbitrate(
  turn: number,
  { isClosed, newestAsked, spoken }: Arbitration,
): 'ask' | 'wait' | 'supersede' | 'leaving' {
  if (isClosed) return 'leaving';
  if (turn < newestAsked) return 'supersede';
  return turn < spoken ? 'wait' : 'ask';
}
