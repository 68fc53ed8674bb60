import type { TurnKind, TurnProgress } from '@bakebot/protocol';
import {
  type Context,
  context,
  type Span,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import type { Instruments } from './instruments.ts';

/** What turns are counted and measured with. */
export type TurnInstruments = Pick<Instruments, 'turns' | 'firstWord' | 'turnDuration'>;

type OpenTurn = {
  readonly kind: TurnKind;
  readonly span: Span;
  /** Until the turn is complete: what was spoken is recognised, photos arrive. */
  readonly intake: Span | undefined;
  readonly receivedAt: number;
  answeringAt: number | undefined;
};

/** Follows each turn from its receipt to its end: as a span with its parts, and as numbers. */
export class TurnMeter {
  readonly #instruments: TurnInstruments;
  readonly #tracer: Tracer;
  readonly #now: () => number;
  readonly #open = new Map<string, OpenTurn>();
  #taken = 0;

  /** @param now ms, on any clock that only goes forward */
  constructor(
    instruments: TurnInstruments,
    tracer: Tracer,
    now: () => number = () => performance.now(),
  ) {
    this.#instruments = instruments;
    this.#tracer = tracer;
    this.#now = now;
  }

  /** Turns that were taken up so far. */
  get taken(): number {
    return this.#taken;
  }

  /** What the app is told of a turn; what is told twice counts once. */
  progress(turnId: string, kind: TurnKind, progress: TurnProgress): void {
    switch (progress.state) {
      case 'received':
        this.#begin(turnId, kind);
        break;
      case 'answering':
        this.#answering(turnId);
        break;
      case 'answered':
      case 'superseded':
        this.#end(turnId, kind, progress.state, '');
        break;
      case 'failed':
        this.#end(turnId, kind, progress.state, progress.code);
        break;
    }
  }

  /** Does the work of answering within the turn's span, so that the model's spans become parts of it. */
  within<T>(turnId: string, work: () => T): T {
    const turn = this.#open.get(turnId);
    if (!turn) return work();
    turn.intake?.end();
    return context.with(contextOf(turn.span), work);
  }

  #begin(turnId: string, kind: TurnKind): void {
    if (this.#open.has(turnId)) return;
    this.#taken++;
    const attributes = { 'bakebot.turn.id': turnId, 'bakebot.turn.kind': kind };
    const span = this.#tracer.startSpan('turn', { attributes, root: true });
    const intake =
      kind === 'text' ? undefined : this.#tracer.startSpan(INTAKE[kind], {}, contextOf(span));
    const receivedAt = this.#now();
    this.#open.set(turnId, { kind, span, intake, receivedAt, answeringAt: undefined });
  }

  #answering(turnId: string): void {
    const turn = this.#open.get(turnId);
    if (!turn || turn.answeringAt !== undefined) return;
    turn.answeringAt = this.#now();
    turn.span.addEvent('first_word');
    this.#instruments.firstWord.record((turn.answeringAt - turn.receivedAt) / 1000, {
      kind: turn.kind,
    });
  }

  #end(turnId: string, kind: TurnKind, outcome: string, code: string): void {
    const turn = this.#open.get(turnId);
    if (!turn) {
      // Refused before it was taken up: too fast, too large.
      if (outcome === 'failed') this.#instruments.turns.add(1, { kind, outcome, code });
      return;
    }
    this.#open.delete(turnId);
    this.#instruments.turns.add(1, { kind: turn.kind, outcome, code });
    const seconds = (this.#now() - turn.receivedAt) / 1000;
    this.#instruments.turnDuration.record(seconds, { kind: turn.kind, outcome });
    turn.intake?.end();
    turn.span.setAttributes({ 'bakebot.turn.outcome': outcome, 'bakebot.turn.code': code });
    if (outcome === 'failed') turn.span.setStatus({ code: SpanStatusCode.ERROR });
    turn.span.end();
  }
}

/** What has to happen to a turn before it can be answered. */
const INTAKE = { voice: 'recognise', image: 'receive_pictures' } as const;

function contextOf(span: Span): Context {
  return trace.setSpan(context.active(), span);
}
