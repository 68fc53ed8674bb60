import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '@bakebot/local-stack';

const guide = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const named = [...guide.matchAll(/`([\w/.-]+\.test\.ts)` "([^"|]+)"/g)].map(
  ([, file = '', title = '']) => ({ file, title }),
);

describe('the threat model', () => {
  it('names a test for every threat', () => {
    const threats = guide.match(/^\| (?!could|-)[^|]+\|[^|]+\|[^|]+\|$/gm) ?? [];
    expect(threats.length).toBeGreaterThan(30);
    expect(threats.filter((row) => !/\.test\.ts` "|`npm ci` itself/.test(row))).toEqual([]);
  });

  it.each(named)('names a test that there is: $file "$title"', ({ file, title }) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title);
  });
});
