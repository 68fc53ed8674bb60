import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Clock,
  MAX_TIMER_MS,
  MAX_TIMERS,
  RINGING_MS,
  type SentTimers,
  Timers,
} from './timers.ts';

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
let shown: SentTimers;
let timers: Timers;

beforeEach(() => {
  clock = new FakeClock();
  rung = [];
  timers = new Timers(
    { changed: (sent) => (shown = sent), rang: (timer) => rung.push(timer.name) },
    clock,
  );
});

function namesOf(all: readonly { readonly name: string }[]): string[] {
  return all.map(({ name }) => name);
}

describe('Timers', () => {
  it('rings each timer on time when several are set', () => {
    timers.set('cake', 3000);
    timers.set('glaze', 1000);
    clock.pass(1000);
    expect(rung).toEqual(['glaze']);
    clock.pass(2000);
    expect(rung).toEqual(['glaze', 'cake']);
    expect(timers.active()).toEqual([]);
  });

  it('reports all timers after every change', () => {
    timers.set('cake', 1000);
    expect(shown.timers).toMatchObject([{ name: 'cake', state: 'running' }]);
    clock.pass(1000);
    expect(shown.timers).toMatchObject([{ name: 'cake', state: 'rung' }]);
  });

  it('does not ring a canceled timer', () => {
    timers.cancel(timers.set('cake', 1000).id);
    expect(shown.timers).toMatchObject([{ name: 'cake', state: 'cancelled' }]);
    clock.pass(5000);
    expect(rung).toEqual([]);
  });

  it('stops the clock of a paused timer until it is resumed', () => {
    const { id } = timers.set('cake', 10_000);
    clock.pass(4000);
    expect(timers.pause(id)).toMatchObject({ state: 'paused', leftMs: 6000 });
    expect(shown).toEqual({ timers: [], paused: [{ id, name: 'cake', leftMs: 6000 }] });
    clock.pass(60_000);
    expect(rung).toEqual([]);
    expect(timers.resume(id)).toMatchObject({ state: 'running', leftMs: 6000 });
    expect(shown.paused).toEqual([]);
    clock.pass(5999);
    expect(rung).toEqual([]);
    clock.pass(1);
    expect(rung).toEqual(['cake']);
  });

  it('shows the same share of a timer as over after a pause as before it', () => {
    const { id } = timers.set('cake', 10_000);
    clock.pass(4000);
    timers.pause(id);
    clock.pass(60_000);
    timers.resume(id);
    const [{ startedAt, ringsAt } = { startedAt: 0, ringsAt: 0 }] = shown.timers;
    expect([clock.now() - startedAt, ringsAt - startedAt]).toEqual([4000, 10_000]);
  });

  it.each([
    [5000, 15_000],
    [-5000, 5000],
  ])('rings a timer of 10 s that is extended by %d ms after %d ms', (ms, after) => {
    timers.extend(timers.set('cake', 10_000).id, ms);
    clock.pass(after - 1);
    expect(rung).toEqual([]);
    clock.pass(1);
    expect(rung).toEqual(['cake']);
  });

  it('starts a timer again that is extended after it has rung', () => {
    const { id } = timers.set('cake', 1000);
    clock.pass(3000);
    expect(timers.extend(id, 5000)).toMatchObject({ state: 'running', leftMs: 5000 });
    clock.pass(5000);
    expect(rung).toEqual(['cake', 'cake']);
  });

  it('extends a paused timer without resuming it', () => {
    const { id } = timers.set('cake', 10_000);
    timers.pause(id);
    expect(timers.extend(id, 5000)).toMatchObject({ state: 'paused', leftMs: 15_000 });
  });

  it('renames a timer, and rings it by its new name', () => {
    timers.rename(timers.set('timer', 1000).id, 'cake');
    clock.pass(1000);
    expect(rung).toEqual(['cake']);
  });

  it('lists timers in the order in which they ring, paused ones last', () => {
    timers.pause(timers.set('paused', 500).id);
    timers.set('cake', 3000);
    timers.set('glaze', 1000);
    expect(namesOf(timers.active())).toEqual(['glaze', 'cake', 'paused']);
  });

  it('lists a timer as ringing until it is silenced or a while has passed', () => {
    const { id } = timers.set('cake', 1000);
    timers.set('glaze', 1000);
    clock.pass(1000);
    expect(namesOf(timers.ringing())).toEqual(['cake', 'glaze']);
    timers.cancel(id);
    expect(namesOf(timers.ringing())).toEqual(['glaze']);
    clock.pass(RINGING_MS);
    expect(timers.ringing()).toEqual([]);
  });

  it('sends at most ten of the timers that are over', () => {
    for (let i = 0; i < 200; i++) timers.cancel(timers.set(`t${i}`, 1000).id);
    timers.set('cake', 1000);
    expect(namesOf(shown.timers)).toEqual([
      ...Array.from({ length: 10 }, (_, i) => `t${190 + i}`),
      'cake',
    ]);
  });

  it.each([0, -1, Number.NaN, MAX_TIMER_MS + 1])('rejects a timer of %d ms', (ms) => {
    expect(() => timers.set('cake', ms)).toThrow(RangeError);
  });

  it.each([-1000, MAX_TIMER_MS, Number.NaN])('rejects extending a timer of 1 s by %d ms', (ms) => {
    const { id } = timers.set('cake', 1000);
    expect(() => timers.extend(id, ms)).toThrow(RangeError);
    clock.pass(1000);
    expect(rung).toEqual(['cake']);
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

/** A timer is modeled as the time that it has left. */
type Modeled = { leftMs: number; paused: boolean };

it('Timers ring exactly the timers whose time has run out, whatever was done to them', () => {
  const ms = fc.integer({ min: 1, max: 50 });
  const command = fc.oneof(
    fc.record({ do: fc.constant('set'), ms, at: fc.nat(5) }),
    fc.record({ do: fc.constant('pass'), ms, at: fc.nat(5) }),
    fc.record({ do: fc.constantFrom('pause', 'resume', 'extend', 'cancel'), ms, at: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      const fake = new FakeClock();
      const rang: string[] = [];
      const subject = new Timers({ changed: () => {}, rang: ({ id }) => rang.push(id) }, fake);
      const model = new Map<string, Modeled>();
      const expected: string[] = [];
      for (const { do: what, ms: amount, at } of commands) {
        const [id, timer] = [...model].at(at) ?? [];
        if (what === 'set' && model.size < MAX_TIMERS) {
          model.set(subject.set('t', amount).id, { leftMs: amount, paused: false });
        } else if (what === 'pass') {
          fake.pass(amount);
          const due = [...model].filter(([, { paused, leftMs }]) => !paused && leftMs <= amount);
          for (const [over] of due) model.delete(over);
          expected.push(...due.map(([over]) => over).toSorted());
          for (const each of model.values()) if (!each.paused) each.leftMs -= amount;
        } else if (id && timer) {
          if (what === 'pause' && subject.pause(id)) timer.paused = true;
          if (what === 'resume' && subject.resume(id)) timer.paused = false;
          if (what === 'extend' && subject.extend(id, amount)) timer.leftMs += amount;
          if (what === 'cancel') {
            subject.cancel(id);
            model.delete(id);
          }
        }
        const left = Object.fromEntries(subject.active().map((each) => [each.id, each.leftMs]));
        expect(left).toEqual(
          Object.fromEntries([...model].map(([key, { leftMs }]) => [key, leftMs])),
        );
      }
      expect(rang.toSorted()).toEqual(expected.toSorted());
    }),
  );
});
