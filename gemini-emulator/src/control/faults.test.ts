import { describe, expect, it } from 'vitest';
import { FaultBook, FaultRule, type Occasion } from './faults.ts';

const turn: Occasion = {
  kind: 'generateContent',
  model: 'gemini-3.5-flash',
  text: 'Hello',
  instructions: 'The cook is called Ada.',
  at: 'turn',
};

function book(...orders: object[]): FaultBook {
  const faults = new FaultBook();
  for (const order of orders) faults.add(FaultRule.parse(order));
  return faults;
}

describe('the fault book', () => {
  it('strikes once when nothing else is said', () => {
    const faults = book({ fault: { type: 'cut' } });
    expect([faults.take(turn), faults.take(turn)]).toEqual([{ type: 'cut' }, undefined]);
  });

  it('strikes `times` times, after letting `after` through', () => {
    const faults = book({ fault: { type: 'cut' }, times: 2, after: 1 });
    const struck = Array.from({ length: 4 }, () => faults.take(turn) !== undefined);
    expect(struck).toEqual([false, true, true, false]);
  });

  it('strikes in the order of the orders', () => {
    const faults = book({ fault: { type: 'cut' } }, { fault: { type: 'stall' } });
    expect([faults.take(turn)?.type, faults.take(turn)?.type]).toEqual(['cut', 'stall']);
  });

  it.each([
    [{ kind: 'generateContent' }, true],
    [{ kind: 'live' }, false],
    [{ model: 'FLASH' }, true],
    [{ model: 'tts' }, false],
    [{ text: 'hell' }, true],
    [{ text: 'bye' }, false],
    [{ instructions: 'ada' }, true],
    [{ instructions: 'Bob' }, false],
    [{ at: 'setup' }, false],
  ])('matches %j: %s', (match, struck) => {
    expect(book({ match, fault: { type: 'cut' } }).take(turn) !== undefined).toBe(struck);
  });

  it('lists what is left', () => {
    const faults = book({ fault: { type: 'cut' }, times: 2 });
    faults.take(turn);
    expect(faults.list()).toMatchObject([{ fault: { type: 'cut' }, times: 1 }]);
    faults.clear();
    expect(faults.list()).toEqual([]);
  });

  it('refuses close codes that no socket can send', () => {
    expect(FaultRule.safeParse({ fault: { type: 'close', code: 1004 } }).success).toBe(false);
  });
});
