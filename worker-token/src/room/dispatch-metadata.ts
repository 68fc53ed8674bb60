import { type DispatchMetadata, MAX_DISPATCH_METADATA_BYTES } from '@bakebot/protocol';

/** Fields that the agent can do without, in the order in which they are dropped. */
const OPTIONAL_FIELDS = ['preferences', 'name', 'appVersion', 'timeZone', 'locale'] as const;

/** Encodes the metadata as JSON within `MAX_DISPATCH_METADATA_BYTES`: drops optional fields rather than fail. */
export function encodeDispatchMetadata(metadata: DispatchMetadata): string {
  const encoder = new TextEncoder();
  const kept = { ...metadata };
  let json = JSON.stringify(kept);
  for (const field of OPTIONAL_FIELDS) {
    if (encoder.encode(json).length <= MAX_DISPATCH_METADATA_BYTES) break;
    delete kept[field];
    json = JSON.stringify(kept);
  }
  return json;
}
