import { describe, expect, it } from 'vitest';
import { readSubject } from './subject.ts';

class FakeStorage {
  readonly #values = new Map<string, string>();
  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#values.set(key, value);
  }
}

describe('the subject', () => {
  it('stays the same in one tab', () => {
    const tab = new FakeStorage();
    expect(readSubject('', tab)).toBe(readSubject('', tab));
  });

  it('differs from tab to tab', () => {
    expect(readSubject('', new FakeStorage())).not.toBe(readSubject('', new FakeStorage()));
  });

  it('is what the address says, for this visit only', () => {
    const tab = new FakeStorage();
    const own = readSubject('', tab);
    expect(readSubject('?sub=anna', tab)).toBe('anna');
    expect(readSubject('', tab)).toBe(own);
  });
});
