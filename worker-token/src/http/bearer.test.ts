import { describe, expect, it } from 'vitest';
import { parseBearer } from './bearer.ts';

describe('parseBearer', () => {
  it.each(['Bearer a.b.c', 'bearer a.b.c', 'BEARER   a.b.c'])(
    'extracts the token from %j',
    (header) => {
      expect(parseBearer(header)).toEqual({ ok: true, token: 'a.b.c' });
    },
  );

  it.each([undefined, ''])('reports %j as missing', (header) => {
    expect(parseBearer(header)).toEqual({ ok: false, reason: 'missing' });
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer\ta.b.c',
    'Bearer a.b.c d',
    'Bearer a.b.c, Bearer d.e.f',
    'Bearer a.b.c,',
    'Bearer "a.b.c"',
    'Bearer ä.b.c',
    'Bearera.b.c',
    'Basic YTpi',
    'a.b.c',
  ])('reports %j as malformed', (header) => {
    expect(parseBearer(header)).toEqual({ ok: false, reason: 'malformed' });
  });
});
