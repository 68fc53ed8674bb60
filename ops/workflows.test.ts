import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@bakebot/local-stack';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

const Permissions = z.record(z.string(), z.enum(['read', 'write']));
const Steps = z.array(z.object({ uses: z.string().optional(), run: z.string().optional() }));
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
      steps: Steps.default([]),
    }),
  ),
});
const Action = z.object({ runs: z.object({ steps: Steps }) });

const read = (path: string) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') });
const workflows = globSync('.github/workflows/*.yml', { cwd: ROOT }).map((path) => {
  const { text } = read(path);
  return { path, text, workflow: Workflow.parse(parse(text)) };
});
const actions = globSync('.github/actions/*/action.yml', { cwd: ROOT }).map(read);
const jobs = workflows.flatMap(({ path, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${path} ${name}`, job })),
);

describe('the GitHub workflows', () => {
  it('finds the workflows and actions', () => {
    expect(workflows.length).toBeGreaterThan(3);
    expect(actions.length).toBeGreaterThan(0);
  });

  it.each([...workflows, ...actions])('pins every action by its commit: $path', ({ text }) => {
    const uses = [...text.matchAll(/uses: (\S+)(.*)/g)].filter(
      ([, action]) => !action?.startsWith('./'),
    );
    for (const [line] of uses) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it.each(workflows)('grants no permissions by default: $path', ({ workflow }) => {
    expect(workflow.permissions).toEqual({});
  });

  it.each(jobs)('limits the permissions and the duration of the job: $name', ({ job }) => {
    const writes = Object.keys(job.permissions).filter((name) => job.permissions[name] === 'write');
    expect(['attestations', 'id-token', 'packages']).toEqual(expect.arrayContaining(writes));
    expect(job.uses ?? job['timeout-minutes']).toBeDefined();
  });

  it('interpolates nothing into scripts, because a branch name could be a command', () => {
    const steps = [
      ...jobs.flatMap(({ job }) => job.steps),
      ...actions.flatMap(({ text }) => Action.parse(parse(text)).runs.steps),
    ];
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('reviews licenses and known vulnerabilities of dependencies', () => {
    const ci = workflows.find(({ path }) => path.endsWith('/ci.yml'));
    const steps = Object.values(ci?.workflow.jobs ?? {}).flatMap((job) => job.steps);
    expect(steps.map(({ uses, run }) => uses ?? run)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^actions\/dependency-review-action@/),
        'npm audit --omit=dev --audit-level=high',
      ]),
    );
    expect(ci?.text).toMatch(/deny-licenses: .*AGPL-3.0-only.*GPL-3.0-only/);
  });

  it('deploys only in an environment, so that its protection rules and secrets apply', () => {
    const deploying = jobs.filter(({ job }) =>
      job.steps.some(({ run }) => run?.includes('npm run deploy:')),
    );
    expect(deploying).toHaveLength(2);
    for (const { job } of deploying) expect(job.environment).toBe('${{ inputs.environment }}');
  });
});
