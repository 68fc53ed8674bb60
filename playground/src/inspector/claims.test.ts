import { describe, expect, it } from 'vitest';
import { readClaims } from './claims.ts';

function jwt(claims: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  const base64 = btoa(String.fromCharCode(...bytes));
  return `e30.${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.sig`;
}

describe("a token's claims", () => {
  it('are read', () => {
    expect(readClaims(jwt({ sub: 'zoë', video: { room: 'r1' } }))).toEqual({
      sub: 'zoë',
      video: { room: 'r1' },
    });
  });

  it.each(['', 'no.jwt', 'a.b.c', 'e30.bnVsbA.x'])('are none of %j', (token) => {
    expect(readClaims(token)).toBeUndefined();
  });
});
