/** Imports a secret for HMAC-SHA-256, once, so that it need not be imported for every use. */
export async function importHmacKey(
  secret: string | Uint8Array,
  usage: 'sign' | 'verify',
): Promise<CryptoKey> {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [usage]);
}
