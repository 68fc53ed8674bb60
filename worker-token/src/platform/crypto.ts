import { base64url } from 'jose';

/** SHA-256 of a text, in base64url. */
export async function sha256(text: string): Promise<string> {
  return base64url.encode(new Uint8Array(await digest(text)));
}

/** Compares digests in constant time, so that response times reveal neither the length nor the content of a text. */
export async function isEqualInConstantTime(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(one), digest(other)]);
  return crypto.subtle.timingSafeEqual(a, b);
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
}

/** Imports a secret for HMAC-SHA-256. Callers keep the key, so that they import each secret once. */
export async function importHmacKey(
  secret: string | Uint8Array,
  usage: 'sign' | 'verify',
): Promise<CryptoKey> {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [usage]);
}
