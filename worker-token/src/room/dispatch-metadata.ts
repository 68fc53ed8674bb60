import { type DispatchMetadata, MAX_DISPATCH_METADATA_BYTES } from '@bakebot/protocol';
import { isWithinBytes } from '../platform/crypto.ts';

/** Fields that the agent can do without, in the order in which they are dropped. */
const OPTIONAL_FIELDS = ['preferences', 'name', 'appVersion', 'timeZone', 'locale'] as const;

/** Encodes the metadata as JSON within `MAX_DISPATCH_METADATA_BYTES`: drops optional fields rather than fail. */
export function encodeDispatchMetadata(metadata: DispatchMetadata): string {
  const kept = { ...metadata };
  let json = JSON.stringify(kept);
  for (const field of OPTIONAL_FIELDS) {
    if (isWithinBytes(json, MAX_DISPATCH_METADATA_BYTES)) break;
    delete kept[field];
    json = JSON.stringify(kept);
  }
  return json;
}
