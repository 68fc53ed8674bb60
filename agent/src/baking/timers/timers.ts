import type { PausedTimer, Timer } from '@bakebot/protocol';

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

/** Longest time that a timer may have left, in ms: three days, for sourdough. */
export const MAX_TIMER_MS = 3 * 24 * 60 * 60_000;

/** Most timers that may run or pause at a time. */
export const MAX_TIMERS = 20;

/** Timers that are over and still sent to the app, the latest ones: each message has all timers. */
const MAX_OVER = 10;

/** How long after ringing a timer can still be stopped or given more time, in ms. */
export const RINGING_MS = 5 * 60_000;

/** A timer that runs, pauses or has just rung. */
export type KitchenTimer = {
  readonly id: string;
  readonly name: string;
  /** How long it was set for, in ms. */
  readonly setForMs: number;
  readonly state: 'running' | 'paused' | 'rung';
  /** Of a paused timer, when it would ring if it went on now. In ms since the epoch. */
  readonly ringsAt: number;
  readonly leftMs: number;
};

/** As the app gets them. */
export type SentTimers = {
  readonly timers: readonly Timer[];
  readonly paused: readonly PausedTimer[];
};

type Listener = {
  /** Called with all timers after every change. */
  changed(timers: SentTimers): void;
  rang(timer: Timer): void;
};

type Entry = {
  timer: Timer;
  readonly setForMs: number;
  paused?: { readonly at: number; readonly leftMs: number } | undefined;
  stop: () => void;
};

/** The user's timers, which live as long as the job and survive a lost connection. */
export class Timers {
  #entries = new Map<string, Entry>();
  #nextId = 1;
  readonly #listener: Listener;
  readonly #clock: Clock;

  constructor(listener: Listener, clock: Clock = systemClock) {
    this.#listener = listener;
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  /** @throws {RangeError} when the duration or the number of timers exceeds its limit. The message is for the model. */
  set(name: string, durationMs: number): KitchenTimer {
    checkDuration(durationMs);
    if (this.active().length >= MAX_TIMERS) {
      throw new RangeError(`${MAX_TIMERS} timers are running already: cancel one first.`);
    }
    const startedAt = this.now();
    const id = `timer-${this.#nextId++}`;
    const entry: Entry = {
      timer: { id, name, startedAt, ringsAt: startedAt + durationMs, state: 'running' },
      setForMs: durationMs,
      stop: () => {},
    };
    this.#entries.set(id, entry);
    return this.#run(entry, durationMs);
  }

  /** Cancels a timer, or silences one that has just rung. */
  cancel(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.stop();
    entry.paused = undefined;
    entry.timer = { ...entry.timer, state: 'cancelled' };
    this.#changed();
  }

  /** Stops a running timer's clock until `resume`. */
  pause(id: string): KitchenTimer | undefined {
    const entry = this.#entries.get(id);
    if (entry?.timer.state !== 'running' || entry.paused) return undefined;
    entry.stop();
    const at = this.now();
    entry.paused = { at, leftMs: Math.max(1, entry.timer.ringsAt - at) };
    this.#changed();
    return this.#view(entry);
  }

  resume(id: string): KitchenTimer | undefined {
    const entry = this.#entries.get(id);
    return entry?.paused && this.#run(entry, entry.paused.leftMs);
  }

  /**
   * Adds to a timer's time, or takes from it if `ms` is negative. One that has just rung starts again with `ms`.
   * @throws {RangeError} when nothing, or more than the longest time, would be left. The message is for the model.
   */
  extend(id: string, ms: number): KitchenTimer | undefined {
    const entry = this.#entries.get(id);
    if (!entry || entry.timer.state === 'cancelled') return undefined;
    const left = this.#view(entry).leftMs + ms;
    checkDuration(left);
    if (!entry.paused) return this.#run(entry, left);
    entry.paused = { ...entry.paused, leftMs: left };
    this.#changed();
    return this.#view(entry);
  }

  rename(id: string, name: string): KitchenTimer | undefined {
    const entry = this.#entries.get(id);
    if (!entry) return undefined;
    entry.timer = { ...entry.timer, name };
    this.#changed();
    return this.#view(entry);
  }

  /** Running and paused timers in the order in which they ring; paused ones last. */
  active(): KitchenTimer[] {
    return this.#views()
      .filter(({ state }) => state !== 'rung')
      .toSorted(
        (a, b) =>
          Number(a.state === 'paused') - Number(b.state === 'paused') || a.ringsAt - b.ringsAt,
      );
  }

  /** Timers that rang within `RINGING_MS` and were not silenced, the latest first. */
  ringing(): KitchenTimer[] {
    return this.#views()
      .filter(({ state, ringsAt }) => state === 'rung' && this.now() - ringsAt < RINGING_MS)
      .toSorted((a, b) => b.ringsAt - a.ringsAt);
  }

  /** All timers for the app; of those that are over, the latest. */
  sent(): SentTimers {
    const entries = [...this.#entries.values()];
    return {
      timers: entries.flatMap(({ timer, paused }) => (paused ? [] : [timer])),
      paused: entries.flatMap(({ timer: { id, name }, paused }) =>
        paused ? [{ id, name, leftMs: paused.leftMs }] : [],
      ),
    };
  }

  close(): void {
    for (const { stop } of this.#entries.values()) stop();
  }

  #run(entry: Entry, leftMs: number): KitchenTimer {
    entry.stop();
    const { timer } = entry;
    const now = this.now();
    // The app shows the share of `startedAt` to `ringsAt` that is over: a pause, and the time after ringing, are no part of it.
    const pausedFor = entry.paused ? now - entry.paused.at : 0;
    const startedAt = timer.state === 'rung' ? now : timer.startedAt + pausedFor;
    entry.timer = { ...timer, state: 'running', startedAt, ringsAt: now + leftMs };
    entry.paused = undefined;
    entry.stop = this.#clock.after(leftMs, () => this.#ring(entry));
    this.#changed();
    return this.#view(entry);
  }

  #ring(entry: Entry): void {
    entry.timer = { ...entry.timer, state: 'rung' };
    this.#changed();
    this.#listener.rang(entry.timer);
  }

  #views(): KitchenTimer[] {
    return [...this.#entries.values()]
      .filter(({ timer }) => timer.state !== 'cancelled')
      .map((entry) => this.#view(entry));
  }

  #view({ timer, setForMs, paused }: Entry): KitchenTimer {
    const { id, name, state, ringsAt } = timer;
    const now = this.now();
    if (paused) {
      const { leftMs } = paused;
      return { id, name, setForMs, state: 'paused', ringsAt: now + leftMs, leftMs };
    }
    const isRung = state === 'rung';
    const leftMs = isRung ? 0 : Math.max(0, ringsAt - now);
    return { id, name, setForMs, state: isRung ? 'rung' : 'running', ringsAt, leftMs };
  }

  #changed(): void {
    const over = [...this.#entries.values()].filter(({ timer }) => timer.state !== 'running');
    for (const { timer } of over.slice(0, -MAX_OVER)) this.#entries.delete(timer.id);
    this.#listener.changed(this.sent());
  }
}

function checkDuration(ms: number): void {
  if (ms > 0 && ms <= MAX_TIMER_MS) return;
  throw new RangeError('A timer runs between one second and three days from now.');
}
