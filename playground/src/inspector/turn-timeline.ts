import type { Entry } from './observation-log.ts';

/** The steps of one turn, timed by the clock of this device. */
export type TurnTimeline = {
  readonly turnId: string;
  readonly kind: string;
  /** In ms since the epoch. */
  readonly startedAt: number;
  readonly steps: readonly TurnStep[];
};

export type TurnStep = {
  readonly name: string;
  /** Time since the turn began, in ms. */
  readonly afterMs: number;
};

type MutableTimeline = { turnId: string; kind: string; startedAt: number; steps: TurnStep[] };

/** @returns one timeline for each turn, in the order in which the turns began */
export function toTurnTimelines(entries: readonly Entry[]): readonly TurnTimeline[] {
  const turns = new Map<string, MutableTimeline>();
  let answering: string | undefined;

  function step(turnId: string, kind: string, name: string, at: number): void {
    const turn = turns.get(turnId) ?? { turnId, kind, startedAt: at, steps: [] };
    turns.set(turnId, turn);
    // A state that is reported twice is one step.
    if (turn.steps.at(-1)?.name !== name) turn.steps.push({ name, afterMs: at - turn.startedAt });
  }

  for (const { at, observation: event } of entries) {
    switch (event.type) {
      case 'turn-started':
        step(event.turnId, event.kind, event.delivery.state, at);
        break;
      case 'delivery':
        if (turns.has(event.turnId)) step(event.turnId, '', event.delivery.state, at);
        break;
      case 'progress':
        answering = event.progress.state === 'answering' ? event.turnId : undefined;
        step(event.turnId, event.kind, event.progress.state, at);
        break;
      case 'segment-delta':
        if (answering !== undefined) step(answering, '', 'first text', at);
        answering = undefined;
        break;
      default:
    }
  }
  return [...turns.values()];
}
