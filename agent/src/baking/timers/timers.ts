import type { Timer } from '@bakebot/protocol';

export type Clock = {
  now(): number;
  /** Calls back once after `ms`. @returns cancels */
  after(ms: number, callback: () => void): () => void;
};

/** Node's clock. `setTimeout` takes up to 24.8 days (a signed 32-bit number of ms). */
const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timeout = setTimeout(callback, ms);
    return () => clearTimeout(timeout);
  },
};

/** Longest timer, in ms: three days, for sourdough. */
export const MAX_TIMER_MS = 3 * 24 * 60 * 60_000;

/** Most timers that may run at a time. */
export const MAX_TIMERS = 20;

type Listener = {
  /** Called with all timers after every change. */
  changed(timers: readonly Timer[]): void;
  rang(timer: Timer): void;
};

/** The user's timers, which live as long as the job and survive a lost connection. */
export class Timers {
  #timers = new Map<string, { timer: Timer; stop: () => void }>();
  #nextId = 1;
  readonly #listener: Listener;
  readonly #clock: Clock;

  constructor(listener: Listener, clock: Clock = systemClock) {
    this.#listener = listener;
    this.#clock = clock;
  }

  /** @throws {RangeError} when the duration or the number of timers exceeds its limit. The message is for the model. */
  set(name: string, durationMs: number): Timer {
    if (!(durationMs > 0 && durationMs <= MAX_TIMER_MS)) {
      throw new RangeError('A timer runs between one second and three days.');
    }
    if (this.running().length >= MAX_TIMERS) {
      throw new RangeError(`${MAX_TIMERS} timers are running already: cancel one first.`);
    }
    const startedAt = this.#clock.now();
    const timer: Timer = {
      id: `timer-${this.#nextId++}`,
      name,
      startedAt,
      ringsAt: startedAt + durationMs,
      state: 'running',
    };
    const stop = this.#clock.after(durationMs, () => this.#ring(timer.id));
    this.#timers.set(timer.id, { timer, stop });
    this.#changed();
    return timer;
  }

  /** Cancels the running timer whose name matches, or the only one running. */
  cancel(name: string): Timer | undefined {
    const running = this.running();
    const wanted = name.trim().toLowerCase();
    const found =
      running.find((timer) => timer.name.toLowerCase() === wanted) ??
      running.find((timer) => wanted && timer.name.toLowerCase().includes(wanted)) ??
      (running.length === 1 ? running[0] : undefined);
    if (!found) return undefined;
    this.#timers.get(found.id)?.stop();
    return this.#settle(found.id, 'cancelled');
  }

  running(): Timer[] {
    return this.all().filter((timer) => timer.state === 'running');
  }

  all(): Timer[] {
    return [...this.#timers.values()].map(({ timer }) => timer);
  }

  close(): void {
    for (const { stop } of this.#timers.values()) stop();
  }

  #ring(id: string): void {
    const timer = this.#settle(id, 'rung');
    if (timer) this.#listener.rang(timer);
  }

  #settle(id: string, state: Timer['state']): Timer | undefined {
    const entry = this.#timers.get(id);
    if (!entry) return undefined;
    entry.timer = { ...entry.timer, state };
    this.#changed();
    return entry.timer;
  }

  #changed(): void {
    this.#listener.changed(this.all());
  }
}
