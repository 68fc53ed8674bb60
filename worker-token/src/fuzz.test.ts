import { base64url } from 'jose';
import { TokenResponse } from '@bakebot/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from './http/problem.ts';
import { sessionClaims, signRaw, signSession } from './testing/sessions.ts';
import { TestService } from './testing/test-service.ts';

const service = new TestService({
  ALLOWED_REQUEST_FIELDS: 'room_name,participant_name,participant_attributes',
});

/** Number of responses checked. */
let responses = 0;

/** Classifies a response; anything but a valid token or a known problem below 500 is a fault of the service. */
async function kindOf(response: Response): Promise<string> {
  responses += 1;
  const body: unknown = await response.json();
  if (response.status === 201) return TokenResponse.safeParse(body).success ? 'token' : 'fault';
  const { code, status } = Object(body);
  const isProblem =
    response.headers.get('content-type') === 'application/problem+json' &&
    response.headers.get('cache-control') === 'no-store' &&
    response.status < 500 &&
    response.status === status &&
    Object.hasOwn(PROBLEMS, code);
  return isProblem ? 'problem' : `fault: ${JSON.stringify(body)}`;
}

const TOKEN_OR_PROBLEM = /^(token|problem)$/;

const fieldValue = fc.oneof(
  fc.string(),
  fc.jsonValue(),
  fc.constantFrom('bakebot', null, 0, {}, []),
);
const names = fc.constantFrom(
  'room_name',
  'roomName',
  'participant_name',
  'participant_attributes',
  'participant_identity',
  'room_config',
  '__proto__',
  'constructor',
);

describe('random input', () => {
  it('returns a token or a problem for a random body', async () => {
    const body = fc.oneof(
      fc.json(),
      fc.string({ minLength: 1 }),
      fc.dictionary(names, fieldValue).map((fields) => JSON.stringify(fields)),
      fc
        .dictionary(fc.string(), fieldValue)
        .map((agent) =>
          JSON.stringify({ room_config: { agents: [agent] }, participant_attributes: agent }),
        ),
    );
    const session = await signSession();
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const response = await service.postToken({ session, body: text });
        expect(await kindOf(response)).toMatch(TOKEN_OR_PROBLEM);
      }),
      { numRuns: 3000 },
    );
  });

  it('returns a problem for a random Authorization header', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.json().map((json) => base64url.encode(json)),
    );
    const header = fc
      .tuple(fc.constantFrom('Bearer ', 'bearer', 'Bearer  ', ''), fc.array(part, { maxLength: 6 }))
      .map(([scheme, parts]) => scheme + parts.join('.'))
      .filter((value) => /^[\x20-\x7e]*$/.test(value));
    await fc.assert(
      fc.asyncProperty(header, async (authorization) => {
        const response = await service.postToken({ headers: { authorization } });
        expect(await kindOf(response)).toBe('problem');
      }),
      { numRuns: 2500 },
    );
  });

  it('issues tokens for random signed claims only when issuer, audience and subject are right', async () => {
    const claim = fc.constantFrom('exp', 'iat', 'nbf', 'iss', 'aud', 'sub', 'cnf', 'jti', 'name');
    const value = fc.oneof(fc.jsonValue(), fc.double(), fc.maxSafeInteger());
    await fc.assert(
      fc.asyncProperty(fc.dictionary(claim, value, { minKeys: 1 }), async (claims) => {
        const session = await signSession(claims);
        const kind = await kindOf(await service.postToken({ session }));
        const { iss, aud, sub } = sessionClaims(claims);
        const isIntended =
          iss === sessionClaims().iss &&
          [aud].flat().includes('bakebot') &&
          typeof sub === 'string';
        expect(kind).toMatch(isIntended ? TOKEN_OR_PROBLEM : /^problem$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('returns a token or a problem for a random JOSE header', async () => {
    const parameter = fc.constantFrom(
      'alg',
      'typ',
      'kid',
      'crit',
      'b64',
      'jku',
      'jwk',
      'x5c',
      'cty',
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(parameter, fc.jsonValue()), async (header) => {
        const session = await signSession({}, { header });
        expect(await kindOf(await service.postToken({ session }))).toMatch(TOKEN_OR_PROBLEM);
      }),
      { numRuns: 1200 },
    );
  });

  it('returns a problem for a random signed payload', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (payload) => {
        const session = await signRaw(payload);
        expect(await kindOf(await service.postToken({ session }))).toBe('problem');
      }),
      { numRuns: 700 },
    );
  });

  it('rejects a valid session with one changed character', async () => {
    const session = await signSession();
    const spot = fc.nat(session.length - 2);
    await fc.assert(
      fc.asyncProperty(
        spot,
        fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '.', '=', '~'),
        async (at, character) => {
          fc.pre(session[at] !== character);
          const changed = session.slice(0, at) + character + session.slice(at + 1);
          const response = await service.postToken({ session: changed });
          expect(await kindOf(response)).toBe('problem');
        },
      ),
      { numRuns: 600 },
    );
  });

  it('covers ten thousand requests', () => {
    expect(responses).toBeGreaterThanOrEqual(10_000);
  });
});
