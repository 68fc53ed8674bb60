import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cascadeCost,
  liveCost,
  type MinuteCost,
  photoCost,
  total,
  withLiveKitCloud,
} from './cost.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/scale.md'), 'utf8');

const NOW = '2026-12-31';
const DOUBLED = '2027-01-01';

/** Cells of the row that begins with a text. */
function row(first: string): string[] {
  const line = page.split('\n').find((each) => each.startsWith(`| ${first} `)) ?? '';
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function thousandMinutes(perMinute: number): string {
  return (perMinute * 1000).toFixed(2);
}

function parts(cost: MinuteCost): string {
  return Object.entries(cost)
    .map(([part, perMinute]) => `${part} ${thousandMinutes(perMinute)}`)
    .join(', ');
}

/** As in the table of scale: two digits for small sums, whole dollars for large ones. */
function perHour(perMinute: number, concurrent: number): string {
  const dollars = perMinute * 60 * concurrent;
  return dollars < 10 ? dollars.toFixed(1) : Math.round(dollars).toLocaleString('en-US');
}

describe('docs/scale.md', () => {
  it.each([
    ['`cascade`, until 2026-12-31', cascadeCost(NOW)],
    ['`cascade`, from 2027-01-01', cascadeCost(DOUBLED)],
    ['`live`', liveCost(NOW)],
  ])('shows the cost of %s by the catalogue', (name, cost) => {
    expect(row(name)).toEqual([
      name,
      thousandMinutes(total(cost)),
      parts(cost),
      thousandMinutes(withLiveKitCloud(cost)),
    ]);
  });

  it('shows one price of live, because it does not change', () => {
    expect(liveCost(DOUBLED)).toEqual(liveCost(NOW));
  });

  it('shows the cost of a photo', () => {
    expect(page).toContain(`$${(photoCost(NOW) * 1000).toFixed(2)} for 1,000 photos`);
  });

  it.each([1, 10, 100, 1000, 10_000, 100_000, 1_000_000])(
    'shows the dollars an hour of %i conversations',
    (concurrent) => {
      expect(row(concurrent.toLocaleString('en-US')).slice(5, 7)).toEqual([
        perHour(withLiveKitCloud(cascadeCost(NOW)), concurrent),
        perHour(withLiveKitCloud(liveCost(NOW)), concurrent),
      ]);
    },
  );
});
