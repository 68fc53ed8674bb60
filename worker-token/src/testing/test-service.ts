import { TokenResponse } from '@bakebot/protocol';
import { decodeJwt, type JWTPayload } from 'jose';
import type { Bindings } from '../http/app-env.ts';
import { createService, type Runtime } from '../service.ts';
import type { SubjectStub } from '../subject/subject-stub.ts';
import { TEST_BINDINGS } from './bindings.ts';
import { FakeCache } from './fake-cache.ts';
import { NOW, signSession } from './sessions.ts';

/** A subject about whom nothing is stored, in whose name no room is open. */
export const NEW_SUBJECT: SubjectStub = {
  admit: async ({ freshRoom, lastingRoom }) =>
    lastingRoom === undefined
      ? { outcome: 'admitted', room: freshRoom, found: undefined }
      : { outcome: 'admitted', room: lastingRoom, found: 'no_room' },
  revoke: async () => 0,
  isRevoked: async () => false,
  readState: async () => ({ generation: 0, version: 0, updated_at: null, state: null }),
  writeState: async () => 'stored',
  eraseState: async () => {},
};

/** The service with a manual clock and without a network. */
export class TestService {
  now = NOW;
  readonly cache = new FakeCache();
  readonly deferred: Promise<unknown>[] = [];
  readonly #bindings: Bindings;
  readonly #app: ReturnType<typeof createService>;

  constructor(bindings: Bindings = {}, runtime: Partial<Runtime> = {}) {
    const usesSecret = bindings.SESSION_ALGORITHM?.includes('HS256') ?? true;
    this.#bindings = {
      ...TEST_BINDINGS,
      // A secret that no algorithm uses would be an invalid setting.
      ...(!usesSecret && { SESSION_SECRET: '' }),
      SUBJECTS: { getByName: () => NEW_SUBJECT },
      ...bindings,
    };
    this.#app = createService(this.#bindings, {
      fetch: () => Promise.reject(new TypeError('no network in this test')),
      cache: this.cache,
      now: () => this.now,
      defer: (work) => this.deferred.push(work),
      ...runtime,
    });
  }

  async fetch(path: string, init?: RequestInit): Promise<Response> {
    return this.#app.request(path, init, this.#bindings);
  }

  /** Sends `POST /token`, by default with a valid session and without a body. */
  async postToken({ session, body, headers = {} }: TokenCall = {}): Promise<Response> {
    return this.fetch('/token', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${session ?? (await signSession())}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  /** @returns the claims of the room token. @throws when the response is not 201 */
  async mint(call: TokenCall = {}): Promise<JWTPayload> {
    const response = await this.postToken(call);
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    return decodeJwt(TokenResponse.parse(await response.json()).participant_token);
  }
}

export type TokenCall = {
  readonly session?: string;
  /** Text is sent unchanged, any other value as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};
