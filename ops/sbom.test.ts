import { execFileSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { ROOT } from '@bakebot/local-stack';

// Starts npm, which can take seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const Sbom = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(
    z.object({ name: z.string(), group: z.string().optional(), version: z.string() }),
  ),
});

describe('npm run sbom', () => {
  it('lists the deployed packages and no development dependencies', () => {
    const output = execFileSync('npm', ['run', '--silent', 'sbom'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const names = Sbom.parse(JSON.parse(output)).components.map(({ name }) => name);
    expect(names.join(' ')).toMatch(/agents/);
    expect(names).toContain('hono');
    expect(names).not.toContain('espeak-ng');
    expect(names).not.toContain('wrangler');
  });
});
