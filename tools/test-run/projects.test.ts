import { describe, expect, it } from 'vitest';
import { selectTests } from './projects.ts';

describe('the choice of tests', () => {
  it('is everything, the quick ones first', () => {
    expect(selectTests([])).toEqual({ projects: ['unit', 'worker', 'speech', 'e2e'], rest: [] });
  });

  it('narrows to the named projects, in their usual order', () => {
    expect(selectTests(['--project', 'e2e', '--project=unit']).projects).toEqual(['unit', 'e2e']);
  });

  it('leaves all other arguments to vitest', () => {
    expect(selectTests(['--project', 'unit', 'client', '--bail=1']).rest).toEqual([
      'client',
      '--bail=1',
    ]);
  });

  it('knows which projects there are', () => {
    expect(() => selectTests(['--project', 'units'])).toThrow(
      'no test project "units": unit, worker, speech, e2e',
    );
  });
});
