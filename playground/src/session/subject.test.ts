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

describe('readSubject', () => {
  it('returns the same subject on every call in one tab', () => {
    const tab = new FakeStorage();
    expect(readSubject('', tab)).toBe(readSubject('', tab));
  });

  it('returns different subjects in different tabs', () => {
    expect(readSubject('', new FakeStorage())).not.toBe(readSubject('', new FakeStorage()));
  });

  it('returns the subject of the query without storing it', () => {
    const tab = new FakeStorage();
    const own = readSubject('', tab);
    expect(readSubject('?sub=anna', tab)).toBe('anna');
    expect(readSubject('', tab)).toBe(own);
  });
});
