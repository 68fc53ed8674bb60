import { describe, expect, it } from 'vitest';
import { loadByJobs } from './worker-load.ts';

describe('loadByJobs', () => {
  it.each([
    [0, 0],
    [3, 0.75],
    [4, 1],
    [5, 1],
  ])('returns with %i of 4 jobs a load of %d', async (jobs, load) => {
    expect(await loadByJobs(4)({ activeJobs: Array.from({ length: jobs }) })).toBe(load);
  });
});
