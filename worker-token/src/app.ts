import { Hono } from 'hono/tiny';
import { requestId } from 'hono/request-id';
import type { Handler } from 'hono';
import type { Config } from './config/config.ts';
import { createOpenApi } from './docs/openapi.ts';
import { createPage } from './docs/page.ts';
import { allowOrigins } from './http/allow-origins.ts';
import type { AppEnv } from './http/app-env.ts';
import { authenticate } from './http/authenticate.ts';
import { limitBody } from './http/json-body.ts';
import { limitRate } from './http/limit-rate.ts';
import { addLogFields, logRequest } from './http/log-request.ts';
import { mintToken } from './http/mint-token.ts';
import { problem } from './http/problem.ts';
import { protectResponse } from './http/protect-response.ts';
import { toRateLimitKey } from './http/rate-limit-key.ts';
import { rejectRevoked } from './http/reject-revoked.ts';
import { requireCredential } from './http/require-credential.ts';
import { revokeSessions } from './http/revoke-sessions.ts';
import { errorFields } from './platform/log.ts';
import type { RevocationsNamespace } from './revocation/revocations.ts';
import type { LiveKitSigner } from './room/livekit-token.ts';
import type { Pseudonyms } from './room/names.ts';
import type { SubjectRoomsNamespace } from './room/subject-rooms.ts';
import { KeysUnavailable, type SessionKeys } from './session/session-keys.ts';

/** Longest request id accepted from the caller; it continues in the agent's log. */
const MAX_REQUEST_ID_CHARACTERS = 64;

export type Revocation = {
  /** The credential of `POST /revoke`. */
  readonly credential: string;
  readonly namespace: RevocationsNamespace;
};

/** Documentation may be cached for an hour, separately per origin, because its CORS headers differ. */
const DOCUMENTATION = { 'cache-control': 'public, max-age=3600', vary: 'Origin' };

export type TokenService = {
  readonly config: Config;
  readonly revocation: Revocation | undefined;
  readonly keys: SessionKeys;
  readonly signer: LiveKitSigner;
  readonly pseudonyms: Pseudonyms;
  readonly subjectRooms: SubjectRoomsNamespace | undefined;
  readonly now: () => number;
};

/** The routes, each with its middleware in order. */
export function createApp(service: TokenService): Hono<AppEnv> {
  const { config, keys, now, revocation } = service;
  const app = createBase(now, config.allowedOrigins);

  app.get('/readyz', async (c) => {
    await keys.prepare();
    return c.json({ status: 'ready' });
  });
  app.all('/readyz', allowOnly('GET', 'HEAD'));

  app.use('/token', limitByAddress);
  app.post(
    '/token',
    limitBody,
    authenticate({ ...service, config: config.session }),
    limitRate('SUBJECT_LIMIT', (c) => c.get('pseudonym')),
    ...(revocation ? [rejectRevoked(revocation.namespace)] : []),
    mintToken(service),
  );
  app.all('/token', allowOnly('POST'));
  if (revocation) addRevocation(app, service, revocation);
  return app;
}

function addRevocation(app: Hono<AppEnv>, service: TokenService, revocation: Revocation): void {
  const { credential, namespace } = revocation;
  app.use('/revoke', limitByAddress);
  app.post('/revoke', limitBody, requireCredential(credential), revokeSessions(service, namespace));
  app.all('/revoke', allowOnly('POST'));
}

/** Serves while the configuration is invalid: `/healthz` and the documentation respond, all else is `misconfigured`. */
export function createMisconfiguredApp(now: () => number): Hono<AppEnv> {
  const app = createBase(now, []);
  app.all('*', (c) => problem(c, 'misconfigured'));
  return app;
}

function createBase(now: () => number, allowedOrigins: readonly string[]): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(requestId({ limitLength: MAX_REQUEST_ID_CHARACTERS }));
  app.use(logRequest(now));
  app.use(protectResponse);
  app.use(allowOrigins(allowedOrigins));
  app.get('/', (c) => c.html(createPage(), 200, DOCUMENTATION));
  app.get('/openapi.json', (c) => c.json(createOpenApi(), 200, DOCUMENTATION));
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  for (const path of ['/', '/openapi.json', '/healthz']) app.all(path, allowOnly('GET', 'HEAD'));
  app.notFound((c) => problem(c, 'not_found'));
  app.onError((error, c) => {
    addLogFields(c, errorFields(error));
    return problem(c, error instanceof KeysUnavailable ? error.code : 'internal');
  });
  return app;
}

const limitByAddress = limitRate('ADDRESS_LIMIT', (c) =>
  toRateLimitKey(c.req.header('cf-connecting-ip')),
);

function allowOnly(...methods: readonly string[]): Handler<AppEnv> {
  const allow = [...methods, 'OPTIONS'].join(', ');
  return (c) => problem(c, 'method_not_allowed', { headers: { allow } });
}
