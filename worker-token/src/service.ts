import type { Hono } from 'hono';
import { createApp, createMisconfiguredApp } from './app.ts';
import type { SessionKeySource } from './config/config.ts';
import { parseConfig } from './config/parse-config.ts';
import { validateDurableObjects } from './config/validate.ts';
import type { AppEnv, Bindings } from './http/app-env.ts';
import { log } from './platform/log.ts';
import { LiveKitSigner } from './room/livekit-token.ts';
import { KeyedPseudonyms } from './room/names.ts';
import { JwksCache, type JwksCacheOptions } from './session/jwks-cache.ts';
import { JwksKeys } from './session/jwks-keys.ts';
import { SecretKeys } from './session/secret-keys.ts';
import type { SessionKeys } from './session/session-keys.ts';

/** Functions of the Workers runtime, which tests replace. */
export type Runtime = Omit<JwksCacheOptions, 'url'>;

/** Builds the service from its bindings, or one that reports `misconfigured`. */
export function createService(bindings: Bindings, runtime: Runtime): Hono<AppEnv> {
  const result = parseConfig(bindings);
  const errors = [...(result.ok ? [] : result.errors), ...validateDurableObjects(bindings)];
  if (!result.ok || errors.length > 0) {
    for (const detail of errors) log('error', 'setting rejected', { detail });
    return createMisconfiguredApp(runtime.now);
  }
  const { config } = result;
  const { revocationKey: credential } = config;
  const { REVOCATIONS: namespace, ROOMS: subjectRooms } = bindings;
  return createApp({
    config,
    keys: createKeys(config.session.keys, runtime),
    signer: new LiveKitSigner(config.livekit),
    pseudonyms: new KeyedPseudonyms(config.livekit.apiSecret),
    subjectRooms,
    revocation: credential && namespace ? { credential, namespace } : undefined,
    now: runtime.now,
  });
}

function createKeys(source: SessionKeySource, runtime: Runtime): SessionKeys {
  return source.algorithm === 'HS256'
    ? new SecretKeys(source.secrets)
    : new JwksKeys(new JwksCache({ ...runtime, url: source.jwksUrl }));
}
