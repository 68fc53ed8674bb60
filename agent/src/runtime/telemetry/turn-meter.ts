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

/** The instruments of turns. */
export type TurnInstruments = Pick<Instruments, 'turns' | 'firstWord' | 'turnDuration'>;

type OpenTurn = {
  readonly kind: TurnKind;
  readonly span: Span;
  /** Span until the turn is complete: its speech transcribed, its photos received. */
  readonly intake: Span | undefined;
  readonly receivedAt: number;
  answeringAt: number | undefined;
};

/** Measures each turn from receipt to end, as a span and as metrics. */
export class TurnMeter {
  readonly #instruments: TurnInstruments;
  readonly #tracer: Tracer;
  readonly #now: () => number;
  readonly #open = new Map<string, OpenTurn>();
  #count = 0;

  /** @param now ms, on a monotonic clock */
  constructor(
    instruments: TurnInstruments,
    tracer: Tracer,
    now: () => number = () => performance.now(),
  ) {
    this.#instruments = instruments;
    this.#tracer = tracer;
    this.#now = now;
  }

  /** Turns received so far. */
  get count(): number {
    return this.#count;
  }

  /** Records a state of a turn; a repeated state counts once. */
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

  /** Runs work in the context of the turn's span, so that the model's spans become its children. */
  within<T>(turnId: string, work: () => T): T {
    const turn = this.#open.get(turnId);
    if (!turn) return work();
    turn.intake?.end();
    return context.with(contextOf(turn.span), work);
  }

  #begin(turnId: string, kind: TurnKind): void {
    if (this.#open.has(turnId)) return;
    this.#count++;
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
      // Rejected before it was received: too frequent, too large.
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

/** Names of the spans before a turn can be answered. */
const INTAKE = { voice: 'transcribe', image: 'receive_pictures' } as const;

function contextOf(span: Span): Context {
  return trace.setSpan(context.active(), span);
}
