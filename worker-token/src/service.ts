import type { Hono } from 'hono';
import { createApp, createMisconfiguredApp } from './app.ts';
import type { Config } from './config/config.ts';
import { parseConfig } from './config/parse-config.ts';
import { validateDurableObject } from './config/validate.ts';
import type { AppEnv, Bindings } from './http/app-env.ts';
import { HmacSigner } from './platform/crypto.ts';
import { log } from './platform/log.ts';
import { LiveKitSigner } from './room/livekit-token.ts';
import { KeyedPseudonyms } from './room/names.ts';
import { JwksCache, type JwksCacheOptions } from './session/jwks-cache.ts';
import { JwksKeys } from './session/jwks-keys.ts';
import { SecretKeys } from './session/secret-keys.ts';
import { EitherKeys, type SessionKeys } from './session/session-keys.ts';

/** Functions of the Workers runtime, which tests replace. */
export type Runtime = Omit<JwksCacheOptions, 'url' | 'algorithms' | 'signer'>;

/** Builds the service from its bindings, or one that reports `misconfigured`. */
export function createService(bindings: Bindings, runtime: Runtime): Hono<AppEnv> {
  const result = parseConfig(bindings);
  const errors = [...(result.ok ? [] : result.errors), ...validateDurableObject(bindings)];
  if (!result.ok || errors.length > 0) {
    for (const detail of errors) log('error', 'setting rejected', { detail });
    return createMisconfiguredApp(runtime.now);
  }
  const { config } = result;
  return createApp({
    config,
    keys: createKeys(config, runtime),
    signer: new LiveKitSigner(config.livekit),
    pseudonyms: new KeyedPseudonyms(config.livekit.apiSecret),
    subjects: bindings.SUBJECTS,
    now: runtime.now,
  });
}

function createKeys({ session, livekit }: Config, runtime: Runtime): SessionKeys {
  const { secrets, jwks } = session.keys;
  const secretKeys = new SecretKeys(secrets);
  if (!jwks) return secretKeys;
  const signer = new HmacSigner(livekit.apiSecret);
  const publicKeys = new JwksKeys(new JwksCache({ ...runtime, ...jwks, signer }), jwks.algorithms);
  return secrets.length > 0 ? new EitherKeys(secretKeys, publicKeys) : publicKeys;
}
