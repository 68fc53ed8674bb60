import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '@bakebot/local-stack';
import { parseDockerfile, type Instruction } from './dockerfile.ts';

describe('a Dockerfile', () => {
  it('is read stage by stage, with flags, continued lines and both forms of a command', () => {
    const [first, second] = parseDockerfile(`# what it is
FROM node:24 AS build
RUN a \\
  # between
  && b

FROM debian
COPY --from=build --chown=1:1 /x /y
HEALTHCHECK --interval=3s CMD ["node", "-e", "f( 1 )"]
CMD ["node", "x.ts"]`);
    expect(first).toMatchObject({ name: 'build', base: 'node:24' });
    expect(first?.instructions[0]?.text.replaceAll(/\s+/g, ' ')).toBe('a && b');
    expect(second).toMatchObject({ name: '1', base: 'debian' });
    const [copy, health, command] = second?.instructions ?? [];
    expect(copy).toMatchObject({ flags: { from: 'build', chown: '1:1' }, text: '/x /y' });
    expect(health?.words).toEqual(['node', '-e', 'f( 1 )']);
    expect(command?.words).toEqual(['node', 'x.ts']);
  });

  it.each(['FROM a\nADD x y', 'RUN x', 'FROM a\nRUN x \\'])(
    'is refused when nobody can do it: %j',
    (text) => {
      expect(() => parseDockerfile(text)).toThrow(/No way to do|continued/);
    },
  );
});

describe('the agent’s image', () => {
  const last = parseDockerfile(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).at(-1);
  const find = (name: string): Instruction | undefined =>
    last?.instructions.find((instruction) => instruction.name === name);

  it('runs as nobody in particular, with Node itself as process 1, and says whether it is well', () => {
    expect(Number(find('USER')?.text)).toBeGreaterThan(1000);
    expect(find('CMD')?.words?.[0]).toBe('node');
    expect(find('ENTRYPOINT')).toBeUndefined();
    expect(find('HEALTHCHECK')?.words?.join(' ')).toContain('AGENT_HEALTH_PORT ?? 8081');
  });

  it('has no compiler and installs nothing of npm’s in its last stage', () => {
    const runs = last?.instructions.filter(({ name }) => name === 'RUN').map(({ text }) => text);
    expect(runs?.join(' ')).not.toMatch(/npm (ci|install)|gcc|g\+\+|make|python/);
    expect(runs?.join(' ')).toContain('ca-certificates');
  });
});
