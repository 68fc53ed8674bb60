import type { TurnKind, TurnProgress, Usage } from '@bakebot/protocol';
import type { stt, voice } from '@livekit/agents';
import type { Meter, Tracer } from '@opentelemetry/api';
import { createInstruments, type Instruments } from './instruments.ts';
import { dayOf, type Price } from '../models/catalogue/index.ts';
import { listPrices } from './prices.ts';
import { SessionMeter } from './session-meter.ts';
import { TurnMeter } from './turn-meter.ts';

export type TelemetryOptions = {
  readonly meter: Meter;
  readonly tracer: Tracer;
  /** Prices by model that override the list prices. */
  readonly prices?: Readonly<Record<string, Price>>;
};

/** Metrics and traces of one conversation, without its content. */
export class Telemetry {
  readonly #instruments: Instruments;
  readonly #turns: TurnMeter;
  readonly #sessions: SessionMeter;
  readonly #startedAt = performance.now();

  constructor({ meter, tracer, prices = {} }: TelemetryOptions) {
    this.#instruments = createInstruments(meter);
    this.#turns = new TurnMeter(this.#instruments, tracer);
    this.#sessions = new SessionMeter(this.#instruments, {
      ...listPrices(dayOf(new Date())),
      ...prices,
    });
  }

  /** Measures a session. Call it for each session that replaces another, too. */
  watch(session: voice.AgentSession): void {
    this.#sessions.watch(session);
  }

  /** Measures an STT that belongs to no session. */
  meter(model: stt.STT): stt.STT {
    model.on('metrics_collected', (metric) => this.#sessions.collect(metric));
    return model;
  }

  /** Calls back with the cost so far, in US dollars, whenever usage was counted. */
  watchCost(listener: (costUsd: number) => void): void {
    this.#sessions.watchCost(listener);
  }

  /** Records a state of a turn, as it is sent to the app. */
  turn(turnId: string, kind: TurnKind, progress: TurnProgress): void {
    this.#turns.progress(turnId, kind, progress);
  }

  /** Runs work in the context of a turn's span. */
  within<T>(turnId: string, work: () => T): T {
    return this.#turns.within(turnId, work);
  }

  usage(): Usage {
    const durationMs = Math.round(performance.now() - this.#startedAt);
    return { durationMs, turns: this.#turns.count, ...this.#sessions.usage() };
  }

  /** Records the end of the conversation. */
  ended(reason: string): void {
    const { durationMs } = this.usage();
    this.#instruments.sessions.add(1, { reason });
    this.#instruments.sessionDuration.record(durationMs / 1000, { reason });
    this.#instruments.jobMemory.record(process.memoryUsage.rss(), {});
  }
}
