import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { ROOT } from '@bakebot/local-stack';

const Permissions = z.record(z.string(), z.enum(['read', 'write']));
const Workflow = z.object({
  on: z.unknown(),
  permissions: Permissions,
  jobs: z.record(
    z.string(),
    z.object({
      permissions: Permissions,
      uses: z.string().optional(),
      environment: z.string().optional(),
      'timeout-minutes': z.number().optional(),
      steps: z
        .array(z.object({ uses: z.string().optional(), run: z.string().optional() }))
        .optional(),
    }),
  ),
});

const workflows = globSync('.github/workflows/*.yml', { cwd: ROOT }).map((path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, workflow: Workflow.parse(parse(text)) };
});
const jobs = workflows.flatMap(({ path, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${path} ${name}`, job })),
);

describe('the workflows', () => {
  it('are there', () => {
    expect(workflows.length).toBeGreaterThan(3);
  });

  it.each(workflows)('of $path name every action by its commit', ({ text }) => {
    const uses = [...text.matchAll(/uses: (\S+)(.*)/g)].filter(
      ([, action]) => !action?.startsWith('./'),
    );
    for (const [line] of uses) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it.each(workflows)('of $path may do nothing by default', ({ workflow }) => {
    expect(workflow.permissions).toEqual({});
  });

  it.each(jobs)('of $name may do little, and not for ever', ({ job }) => {
    const writes = Object.keys(job.permissions).filter((name) => job.permissions[name] === 'write');
    expect(['attestations', 'id-token', 'packages']).toEqual(expect.arrayContaining(writes));
    expect(job.uses ?? job['timeout-minutes']).toBeDefined();
  });

  it.each(workflows)(
    'of $path put nothing that a stranger can write into a script',
    ({ workflow }) => {
      const scripts = Object.values(workflow.jobs)
        .flatMap((job) => job.steps ?? [])
        .map(({ run = '' }) => run);
      expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    },
  );

  it('deploy only in an environment, whose rules and secrets hold', () => {
    const deploying = jobs.filter(({ job }) =>
      job.steps?.some(({ run }) => run?.includes('npm run deploy:')),
    );
    expect(deploying).toHaveLength(2);
    for (const { job } of deploying) expect(job.environment).toBe('${{ inputs.environment }}');
  });
});
