import { base64url } from 'jose';

const encoder = new TextEncoder();

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Whether a text has at most so many bytes of UTF-8. Usually its length tells: a UTF-16 unit is at most three bytes. */
export function isWithinBytes(text: string, maxBytes: number): boolean {
  return text.length * 3 <= maxBytes || utf8(text).length <= maxBytes;
}

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
  return crypto.subtle.digest('SHA-256', utf8(text));
}

/** Imports a secret for HMAC-SHA-256. Callers keep the key, so that they import each secret once. */
export async function importHmacKey(
  secret: string | Uint8Array,
  usage: 'sign' | 'verify',
): Promise<CryptoKey> {
  const bytes = typeof secret === 'string' ? utf8(secret) : secret;
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [usage]);
}

/** HMAC-SHA-256 with one secret, which is imported once. */
export class HmacSigner {
  readonly #secret: string;
  #key: CryptoKey | undefined;

  constructor(secret: string) {
    this.#secret = secret;
  }

  async sign(text: string): Promise<Uint8Array> {
    this.#key ??= await importHmacKey(this.#secret, 'sign');
    return new Uint8Array(await crypto.subtle.sign('HMAC', this.#key, utf8(text)));
  }
}
