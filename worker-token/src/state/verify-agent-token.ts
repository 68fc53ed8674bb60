import { STATE_AUDIENCE, STATE_TOKEN_LIFETIME_MS } from '@bakebot/protocol';
import { errors, jwtVerify } from 'jose';
import type { LiveKitConfig } from '../config/config.ts';
import { importHmacKey } from '../platform/crypto.ts';
import { SubjectId } from '../session/claims.ts';

/** Tolerated skew between the agent's clock and this one, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * Verifies the JWTs with which the agent reads and writes state: signed with LiveKit's secret, which both have. Neither
 * a room token nor a session is one: both lack the audience.
 */
export class AgentTokens {
  readonly #config: LiveKitConfig;
  #key: CryptoKey | undefined;

  constructor(config: LiveKitConfig) {
    this.#config = config;
  }

  /** @returns the subject whose state the token opens, or nothing when the token is not acceptable */
  async subjectOf(token: string, now: number): Promise<string | undefined> {
    this.#key ??= await importHmacKey(this.#config.apiSecret, 'verify');
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        issuer: this.#config.apiKey,
        audience: STATE_AUDIENCE,
        requiredClaims: ['sub', 'iat', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(now),
      });
      const { iat = 0, exp = 0, sub } = payload;
      if ((exp - iat) * 1000 > STATE_TOKEN_LIFETIME_MS) return undefined;
      return SubjectId.safeParse(sub).data;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
