import { type DispatchMetadata, MAX_DISPATCH_METADATA_BYTES } from '@bakebot/protocol';

/** What goes first when the metadata is too large. */
const EXPENDABLE = ['preferences', 'name', 'appVersion', 'locale'] as const;

/** The metadata as JSON, within `MAX_DISPATCH_METADATA_BYTES`: the user's decorations go before the call fails. */
export function encodeDispatchMetadata(metadata: DispatchMetadata): string {
  const encoder = new TextEncoder();
  const kept = { ...metadata };
  let json = JSON.stringify(kept);
  for (const field of EXPENDABLE) {
    if (encoder.encode(json).length <= MAX_DISPATCH_METADATA_BYTES) break;
    delete kept[field];
    json = JSON.stringify(kept);
  }
  return json;
}
