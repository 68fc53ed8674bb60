import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@bakebot/local-stack';
import { describe, expect, it } from 'vitest';

const guide = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const named = [...guide.matchAll(/`([\w/.-]+\.test\.ts)` "([^"|]+)"/g)].map(
  ([, file = '', title = '']) => ({ file, title }),
);

describe('the threat model in docs/security.md', () => {
  it('names a test for every threat', () => {
    const threats = guide.match(/^\| (?!threat|-)[^|]+\|[^|]+\|[^|]+\|$/gm) ?? [];
    expect(threats.length).toBeGreaterThan(30);
    expect(threats.filter((row) => !/\.test\.ts` "|`npm ci` itself/.test(row))).toEqual([]);
  });

  it.each(named)('names an existing test: $file "$title"', ({ file, title }) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title);
  });
});
