import { describe, expect, it } from 'vitest';
import guide from '../../../docs/token-service.md?raw';
import { Settings } from '../config/settings.ts';
import { PROBLEMS } from '../http/problem.ts';

describe('docs/token-service.md', () => {
  it.each(Object.keys(Settings.shape))('explains the setting %s', (name) => {
    expect(guide).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
  });

  it.each(Object.keys(PROBLEMS))('says what to do about %s', (code) => {
    expect(guide).toContain(`\`${code}\``);
  });
});
