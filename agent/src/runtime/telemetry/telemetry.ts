import type { TurnKind, TurnProgress, Usage } from '@bakebot/protocol';
import type { voice } from '@livekit/agents';
import type { Meter, Tracer } from '@opentelemetry/api';
import { createInstruments, type Instruments } from './instruments.ts';
import { LIST_PRICES, type Price } from './prices.ts';
import { SessionMeter } from './session-meter.ts';
import { TurnMeter } from './turn-meter.ts';

export type TelemetryOptions = {
  readonly meter: Meter;
  readonly tracer: Tracer;
  /** Prices that go before the list's, by model. */
  readonly prices?: Readonly<Record<string, Price>>;
};

/** Measures one conversation. Nothing of what is said or shown goes in. */
export class Telemetry {
  readonly #instruments: Instruments;
  readonly #turns: TurnMeter;
  readonly #sessions: SessionMeter;
  readonly #startedAt = performance.now();

  constructor({ meter, tracer, prices = {} }: TelemetryOptions) {
    this.#instruments = createInstruments(meter);
    this.#turns = new TurnMeter(this.#instruments, tracer);
    this.#sessions = new SessionMeter(this.#instruments, { ...LIST_PRICES, ...prices });
  }

  /** Follows a session with the models; when one is lost, the next is given here, too. */
  watch(session: voice.AgentSession): void {
    this.#sessions.watch(session);
  }

  /** What the app is told of a turn. */
  turn(turnId: string, kind: TurnKind, progress: TurnProgress): void {
    this.#turns.progress(turnId, kind, progress);
  }

  /** Does the work of answering a turn within the turn's span. */
  within<T>(turnId: string, work: () => T): T {
    return this.#turns.within(turnId, work);
  }

  usage(): Usage {
    const durationMs = Math.round(performance.now() - this.#startedAt);
    return { durationMs, turns: this.#turns.taken, ...this.#sessions.usage() };
  }

  /** The conversation is over. */
  ended(reason: string): void {
    const { durationMs } = this.usage();
    this.#instruments.sessions.add(1, { reason });
    this.#instruments.sessionDuration.record(durationMs / 1000, { reason });
    this.#instruments.jobMemory.record(process.memoryUsage.rss(), {});
  }
}
