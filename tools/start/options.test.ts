import { describe, expect, it } from 'vitest';
import { parseStartOptions, START_HELP } from './options.ts';

describe('parseStartOptions', () => {
  it('starts the playground and turns everything else off by default', () => {
    expect(parseStartOptions([])).toEqual({
      help: false,
      json: false,
      verbose: false,
      playground: true,
    });
  });

  it('parses every option', () => {
    expect(parseStartOptions(['--json', '--no-playground', '--verbose'])).toMatchObject({
      json: true,
      playground: false,
      verbose: true,
    });
  });

  it.each(['--jsn', 'json', '--json=yes'])('rejects the unknown argument %s', (argument) => {
    expect(() => parseStartOptions([argument])).toThrow(/json|jsn/);
  });

  it('documents every option in the help', () => {
    for (const option of ['--json', '--no-playground', '--verbose', '--help']) {
      expect(START_HELP).toContain(option);
    }
  });
});
