import type { DispatchMetadata } from '@bakebot/protocol';
import { expect, it } from 'vitest';
import { createInstructions } from './instructions.ts';

const USER: DispatchMetadata = {
  v: 1,
  subject: 'ada',
  identity: 'ada',
  locale: 'en-GB',
  name: 'Ada "the baker"',
  preferences: { units: 'metric' },
  correlationId: 'c',
};

it('quotes what comes from the user, so that it stays a value', () => {
  expect(createInstructions(USER)).toContain('Ada \\"the baker\\"');
  expect(createInstructions(USER)).toContain('"units" is "metric"');
});
