import type { TurnProgress } from '@bakebot/protocol';

/** Turns that are remembered. An hour of lively talk has a few hundred. */
const MAX_TURNS = 500;

/** Where each turn of the conversation stands, so that a turn that is sent twice is answered once. */
export class TurnLedger {
  readonly #progress = new Map<string, TurnProgress>();

  record(turnId: string, progress: TurnProgress): void {
    this.#progress.delete(turnId);
    this.#progress.set(turnId, progress);
    if (this.#progress.size > MAX_TURNS) {
      for (const oldest of this.#progress.keys()) {
        this.#progress.delete(oldest);
        break;
      }
    }
  }

  progressOf(turnId: string): TurnProgress | undefined {
    return this.#progress.get(turnId);
  }

  isSettled(turnId: string): boolean {
    const state = this.#progress.get(turnId)?.state;
    return state === 'answered' || state === 'superseded' || state === 'failed';
  }
}
