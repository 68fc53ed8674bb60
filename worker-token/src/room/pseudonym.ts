import { base64url } from 'jose';
import { importHmacKey } from '../hmac-key.ts';

/** Names people in rooms and logs, without saying who they are. */
export type Pseudonyms = {
  of(subject: string): Promise<string>;
};

/** Bytes of a pseudonym: two of a million subjects collide once in 10¹² times. */
const PSEUDONYM_BYTES = 10;

/** Keyed, so that nobody who reads a log can try e-mail addresses until one matches. */
export class KeyedPseudonyms implements Pseudonyms {
  readonly #secret: string;
  #key: CryptoKey | undefined;

  constructor(secret: string) {
    this.#secret = secret;
  }

  async of(subject: string): Promise<string> {
    this.#key ??= await importHmacKey(this.#secret, 'sign');
    const message = new TextEncoder().encode(`bakebot subject\n${subject}`);
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', this.#key, message));
    return base64url.encode(mac.subarray(0, PSEUDONYM_BYTES));
  }
}
