import type { Timer } from '@bakebot/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Clock, Timers, MAX_TIMER_MS, MAX_TIMERS } from './timers.ts';

class FakeClock implements Clock {
  #now = 1_000_000;
  #alarms = new Set<{ at: number; callback: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const alarm = { at: this.#now + ms, callback };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  pass(ms: number): void {
    this.#now += ms;
    for (const alarm of [...this.#alarms].toSorted((a, b) => a.at - b.at)) {
      if (alarm.at > this.#now) continue;
      this.#alarms.delete(alarm);
      alarm.callback();
    }
  }
}

let clock: FakeClock;
let rung: string[];
let shown: readonly Timer[];
let timers: Timers;

beforeEach(() => {
  clock = new FakeClock();
  rung = [];
  shown = [];
  timers = new Timers(
    { changed: (all) => (shown = all), rang: (timer) => rung.push(timer.name) },
    clock,
  );
});

describe('Timers', () => {
  it('rings each timer on time when several are set', () => {
    timers.set('cake', 3000);
    timers.set('glaze', 1000);
    clock.pass(1000);
    expect(rung).toEqual(['glaze']);
    clock.pass(2000);
    expect(rung).toEqual(['glaze', 'cake']);
    expect(timers.running()).toEqual([]);
  });

  it('reports all timers after every change', () => {
    timers.set('cake', 1000);
    expect(shown).toMatchObject([{ name: 'cake', state: 'running' }]);
    clock.pass(1000);
    expect(shown).toMatchObject([{ name: 'cake', state: 'rung' }]);
  });

  it('does not ring a canceled timer', () => {
    timers.set('cake', 1000);
    expect(timers.cancel('Cake')).toMatchObject({ name: 'cake', state: 'cancelled' });
    clock.pass(5000);
    expect(rung).toEqual([]);
  });

  it('cancels a timer by part of its name, and the only one without a name', () => {
    timers.set('blueberry muffins', 1000);
    expect(timers.cancel('muffins')).toMatchObject({ name: 'blueberry muffins' });
    timers.set('bread', 1000);
    expect(timers.cancel('')).toMatchObject({ name: 'bread' });
  });

  it('cancels no timer when the name is ambiguous', () => {
    timers.set('cake', 1000);
    timers.set('bread', 1000);
    expect(timers.cancel('pie')).toBeUndefined();
  });

  it.each([0, -1, Number.NaN, MAX_TIMER_MS + 1])('rejects a timer of %d ms', (ms) => {
    expect(() => timers.set('cake', ms)).toThrow(RangeError);
  });

  it('rejects a timer when the largest number is running', () => {
    for (let i = 0; i < MAX_TIMERS; i++) timers.set(`t${i}`, 1000);
    expect(() => timers.set('one more', 1000)).toThrow(RangeError);
  });

  it('rings no timer after close()', () => {
    timers.set('cake', 1000);
    timers.close();
    clock.pass(5000);
    expect(rung).toEqual([]);
  });
});
