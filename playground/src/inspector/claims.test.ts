import { describe, expect, it } from 'vitest';
import { readClaims } from './claims.ts';

function jwt(claims: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  const base64 = btoa(String.fromCharCode(...bytes));
  return `e30.${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.sig`;
}

describe('readClaims', () => {
  it('decodes the claims of a JWT as UTF-8', () => {
    expect(readClaims(jwt({ sub: 'zoë', video: { room: 'r1' } }))).toEqual({
      sub: 'zoë',
      video: { room: 'r1' },
    });
  });

  it.each(['', 'no.jwt', 'a.b.c', 'e30.bnVsbA.x'])(
    'returns undefined when the token is %j',
    (token) => {
      expect(readClaims(token)).toBeUndefined();
    },
  );
});
