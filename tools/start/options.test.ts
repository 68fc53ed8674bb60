import { describe, expect, it } from 'vitest';
import { parseStartOptions, START_HELP } from './options.ts';

describe('the options of npm start', () => {
  it('are all off, and the playground is on', () => {
    expect(parseStartOptions([])).toEqual({
      help: false,
      json: false,
      verbose: false,
      playground: true,
    });
  });

  it('can be set', () => {
    expect(parseStartOptions(['--json', '--no-playground', '--verbose'])).toMatchObject({
      json: true,
      playground: false,
      verbose: true,
    });
  });

  it.each(['--jsn', 'json', '--json=yes'])('do not include %s', (argument) => {
    expect(() => parseStartOptions([argument])).toThrow(/json|jsn/);
  });

  it('are all in the help', () => {
    for (const option of ['--json', '--no-playground', '--verbose', '--help']) {
      expect(START_HELP).toContain(option);
    }
  });
});
