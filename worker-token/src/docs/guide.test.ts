import { describe, expect, it } from 'vitest';
import { DispatchMetadata } from '@bakebot/protocol';
import protocol from '../../../docs/protocol.md?raw';
import guide from '../../../docs/token-service.md?raw';
import { Settings } from '../config/settings.ts';
import { PROBLEMS } from '../http/problem.ts';
import { toIdentity } from '../room/names.ts';

describe('docs/token-service.md', () => {
  it.each(Object.keys(Settings.shape))('explains the setting %s', (name) => {
    expect(guide).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
  });

  it.each(Object.keys(PROBLEMS))('explains the problem %s', (code) => {
    expect(guide).toContain(`\`${code}\``);
  });
});

describe('docs/protocol.md', () => {
  it('shows the identity that the token service derives from the subject', async () => {
    const json = protocol.match(/^```json DispatchMetadata\n(.*?)^```$/ms)?.[1] ?? '';
    const { subject, identity } = DispatchMetadata.parse(JSON.parse(json));
    expect(await toIdentity(subject)).toBe(identity);
  });
});
