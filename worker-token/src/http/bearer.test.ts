import { describe, expect, it } from 'vitest';
import { parseBearer } from './bearer.ts';

describe('an Authorization header', () => {
  it.each(['Bearer a.b.c', 'bearer a.b.c', 'BEARER   a.b.c'])('with a token: %j', (header) => {
    expect(parseBearer(header)).toEqual({ ok: true, token: 'a.b.c' });
  });

  it.each([undefined, ''])('that is missing: %j', (header) => {
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
  ])('that is malformed: %j', (header) => {
    expect(parseBearer(header)).toEqual({ ok: false, reason: 'malformed' });
  });
});
