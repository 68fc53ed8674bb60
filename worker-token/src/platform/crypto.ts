import { base64url } from 'jose';

/** SHA-256 of a text, in base64url. */
export async function sha256(text: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
  );
}

/** Imports a secret for HMAC-SHA-256. Import once and keep the key: an import costs as much as a signature. */
export async function importHmacKey(
  secret: string | Uint8Array,
  usage: 'sign' | 'verify',
): Promise<CryptoKey> {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [usage]);
}

/** Compares SHA-256 digests in constant time, so that response times reveal neither the length nor the content. */
export async function isEqualInConstantTime(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [one, other].map((text) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
  );
  return a !== undefined && b !== undefined && crypto.subtle.timingSafeEqual(a, b);
}
