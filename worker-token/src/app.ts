import { Hono } from 'hono/tiny';
import { HTTPException } from 'hono/http-exception';
import type { Handler } from 'hono';
import { MAX_STATE_BYTES, StateWrite } from '@bakebot/protocol';
import type { Config } from './config/config.ts';
import openApi from './docs/openapi.json';
import { createPage } from './docs/page.ts';
import { allowOrigins } from './http/allow-origins.ts';
import type { AppEnv } from './http/app-env.ts';
import { authenticate } from './http/authenticate.ts';
import {
  limitBody,
  MAX_BODY_BYTES,
  readJson,
  unlessEmpty,
  validateJson,
} from './http/json-body.ts';
import { limitRate } from './http/limit-rate.ts';
import { addLogFields, logRequest } from './http/log-request.ts';
import { mintToken } from './http/mint-token.ts';
import { problem } from './http/problem.ts';
import { toRateLimitKey } from './http/rate-limit-key.ts';
import { requireCredential } from './http/require-credential.ts';
import { respond, respondJson } from './http/respond.ts';
import { RevokeRequest, revokeSessions } from './http/revoke-sessions.ts';
import {
  authenticateAgent,
  eraseSubject,
  exportSubject,
  readState,
  writeState,
} from './http/subject-state.ts';
import { TokenBody } from './http/token-request.ts';
import { errorFields } from './platform/log.ts';
import type { LiveKitSigner } from './room/livekit-token.ts';
import type { Pseudonyms } from './room/names.ts';
import { KeysUnavailable, type SessionKeys } from './session/session-keys.ts';
import { AgentTokens } from './state/verify-agent-token.ts';
import type { SubjectNamespace } from './subject/subject-stub.ts';

/** Documentation may be cached for an hour, separately per origin, because its CORS headers differ. */
const DOCUMENTATION = { 'cache-control': 'public, max-age=3600' };

/** What `StateWrite` adds around the state, in bytes. */
const STATE_ENVELOPE_BYTES = 128;

/** The paths that the log names. */
const PATHS = [
  '/',
  '/openapi.json',
  '/healthz',
  '/readyz',
  '/token',
  '/revoke',
  '/state',
  '/me',
] as const;

export type TokenService = {
  readonly config: Config;
  readonly keys: SessionKeys;
  readonly signer: LiveKitSigner;
  readonly pseudonyms: Pseudonyms;
  readonly subjects: SubjectNamespace | undefined;
  readonly now: () => number;
};

/** The routes, each with its middleware in order. */
export function createApp(service: TokenService): Hono<AppEnv> {
  const { config, keys, now, subjects } = service;
  const app = createBase(now, config.allowedOrigins);

  app.get('/readyz', limitByAddress, async (c) => {
    await keys.prepare();
    return respondJson(c, { status: 'ready' });
  });
  app.all('/readyz', allowOnly('GET', 'HEAD'));

  app.post(
    '/token',
    limitByAddress,
    limitBody(MAX_BODY_BYTES),
    authenticate({ ...service, config: config.session }),
    limitBySubject,
    readJson,
    unlessEmpty(validateJson(TokenBody)),
    mintToken(service),
  );
  app.all('/token', limitByAddress, allowOnly('POST'));
  if (subjects && config.revocationKey) addRevocation(app, service, subjects, config.revocationKey);
  if (subjects && config.stateRetentionMs > 0) addState(app, service, subjects);
  return app;
}

function addRevocation(
  app: Hono<AppEnv>,
  service: TokenService,
  namespace: SubjectNamespace,
  credential: string,
): void {
  app.post(
    '/revoke',
    limitByAddress,
    limitBody(MAX_BODY_BYTES),
    requireCredential(credential),
    readJson,
    validateJson(RevokeRequest),
    revokeSessions(service, namespace),
  );
  app.all('/revoke', limitByAddress, allowOnly('POST'));
}

function addState(app: Hono<AppEnv>, service: TokenService, namespace: SubjectNamespace): void {
  const { config, pseudonyms, now } = service;
  const agentTokens = new AgentTokens(config.livekit);
  const state = { namespace, agentTokens, pseudonyms, retentionMs: config.stateRetentionMs, now };
  const isAgent = authenticateAgent(state, limitByAddress);
  app.get('/state', isAgent, readState(state));
  app.put(
    '/state',
    limitBody(MAX_STATE_BYTES + STATE_ENVELOPE_BYTES),
    isAgent,
    readJson,
    validateJson(StateWrite),
    writeState(state),
  );
  app.all('/state', limitByAddress, allowOnly('GET', 'HEAD', 'PUT'));

  const isUser = authenticate({ ...service, config: config.session });
  app.get('/me', limitByAddress, isUser, limitBySubject, exportSubject(state));
  app.delete('/me', limitByAddress, isUser, limitBySubject, eraseSubject(state));
  app.all('/me', limitByAddress, allowOnly('GET', 'HEAD', 'DELETE'));
}

/** Serves while the configuration is invalid: `/healthz` and the documentation respond, all else is `misconfigured`. */
export function createMisconfiguredApp(now: () => number): Hono<AppEnv> {
  const app = createBase(now, []);
  app.all('*', limitByAddress, (c) => problem(c, 'misconfigured'));
  return app;
}

function createBase(now: () => number, allowedOrigins: readonly string[]): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const documents: Record<string, [contentType: string, text: string]> = {
    '/': ['text/html; charset=UTF-8', createPage()],
    '/openapi.json': ['application/json', JSON.stringify(openApi)],
  };
  app.use(logRequest(now, new Set(PATHS)));
  app.use(allowOrigins(allowedOrigins));
  for (const [path, [contentType, text]] of Object.entries(documents)) {
    const headers = { ...DOCUMENTATION, 'content-type': contentType };
    app.get(path, limitByAddress, (c) =>
      // CORS adds `Vary` to the response to a page.
      respond(c, text, 200, c.req.header('origin') ? headers : { ...headers, vary: 'Origin' }),
    );
  }
  app.get('/healthz', limitByAddress, (c) => respondJson(c, { status: 'ok' }));
  for (const path of [...Object.keys(documents), '/healthz']) {
    app.all(path, limitByAddress, allowOnly('GET', 'HEAD'));
  }
  app.notFound(async (c) => (await limitByAddress(c, async () => {})) ?? problem(c, 'not_found'));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 400) return problem(c, 'body_malformed');
    addLogFields(c, errorFields(error));
    return problem(c, error instanceof KeysUnavailable ? error.code : 'internal');
  });
  return app;
}

const limitByAddress = limitRate('ADDRESS_LIMIT', (c) =>
  toRateLimitKey(c.req.header('cf-connecting-ip')),
);
const limitBySubject = limitRate('SUBJECT_LIMIT', (c) => c.get('pseudonym'));

function allowOnly(...methods: readonly string[]): Handler<AppEnv> {
  const allow = [...methods, 'OPTIONS'].join(', ');
  return (c) => problem(c, 'method_not_allowed', { headers: { allow } });
}
