import { DispatchMetadata, MAX_DISPATCH_METADATA_BYTES } from '@bakebot/protocol';
import { describe, expect, it } from 'vitest';
import { encodeDispatchMetadata } from './dispatch-metadata.ts';

const METADATA: DispatchMetadata = {
  v: 1,
  subject: 'ada',
  identity: 'user-ada',
  correlationId: 'call-7',
  name: 'Ada',
  locale: 'en-GB',
  preferences: { units: 'metric' },
};

describe('dispatch metadata', () => {
  it('keeps all fields that fit', () => {
    expect(JSON.parse(encodeDispatchMetadata(METADATA))).toEqual(METADATA);
  });

  it('drops preferences first and keeps the rest', () => {
    const preferences = { notes: 'x'.repeat(MAX_DISPATCH_METADATA_BYTES) };
    const { preferences: _, ...rest } = METADATA;
    expect(JSON.parse(encodeDispatchMetadata({ ...METADATA, preferences }))).toEqual(rest);
  });

  it('stays within the limit in bytes for fields of any length', () => {
    const json = encodeDispatchMetadata({
      ...METADATA,
      subject: '\0'.repeat(256),
      identity: 'i'.repeat(256),
      correlationId: 'c'.repeat(64),
      name: '🍰'.repeat(600),
      locale: 'x'.repeat(4000),
    });
    expect(new TextEncoder().encode(json).length).toBeLessThanOrEqual(MAX_DISPATCH_METADATA_BYTES);
    expect(DispatchMetadata.parse(JSON.parse(json)).subject).toHaveLength(256);
  });
});
