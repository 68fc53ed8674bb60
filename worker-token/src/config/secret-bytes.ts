import { base64url } from 'jose';
import { utf8 } from '../platform/crypto.ts';

const ENCODED = /^base64(url)?:/;

/**
 * The bytes of a secret: the text itself, as most libraries use it, or binary behind `base64:` or `base64url:`.
 *
 * @returns nothing for invalid base64
 */
export function decodeSecret(setting: string): Uint8Array | undefined {
  if (!ENCODED.test(setting)) return utf8(setting);
  try {
    const text = setting.replace(ENCODED, '').replaceAll('+', '-').replaceAll('/', '_');
    return base64url.decode(text.replace(/=+$/, ''));
  } catch {
    return undefined;
  }
}
