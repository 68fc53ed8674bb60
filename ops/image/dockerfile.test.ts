import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '@bakebot/local-stack';

const lastStage =
  readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .split(/^FROM /m)
    .at(-1) ?? '';

describe('the agent’s image', () => {
  it('runs Node as process 1 and an unprivileged user, with a health check', () => {
    expect(Number(/^USER (\d+)$/m.exec(lastStage)?.[1])).toBeGreaterThan(1000);
    expect(lastStage).toMatch(/^CMD \["node", /m);
    expect(lastStage).not.toMatch(/^ENTRYPOINT/m);
    expect(lastStage).toMatch(/^HEALTHCHECK [^]*AGENT_HEALTH_PORT \?\? 8081/m);
  });

  it('installs certificates, and neither a compiler nor npm packages, in its last stage', () => {
    const steps = lastStage.replaceAll(/^#.*\n/gm, '');
    expect(steps).toContain('ca-certificates');
    expect(steps).not.toMatch(/npm (ci|install)|gcc|g\+\+|make\b|python/);
  });
});
