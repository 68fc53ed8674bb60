import type { Hono } from 'hono';
import type { Bindings } from './bindings.ts';
import { createApp, createMisconfiguredApp } from './app.ts';
import type { SessionKeySource } from './config/config.ts';
import { objectMistakes } from './config/object-mistakes.ts';
import { parseConfig } from './config/parse-config.ts';
import type { AppEnv } from './http/app-env.ts';
import { log } from './log.ts';
import { LiveKitSigner } from './room/livekit-token.ts';
import { KeyedPseudonyms } from './room/pseudonym.ts';
import { KeySetCache, type KeySetCacheOptions } from './session/key-set-cache.ts';
import { PublishedKeys } from './session/published-keys.ts';
import { SecretKeys, type SessionKeys } from './session/session-keys.ts';

/** What the runtime provides, so that tests can provide it instead. */
export type Runtime = Omit<KeySetCacheOptions, 'url'>;

/** Builds the service from its bindings, or one that says that they have mistakes. */
export function createService(bindings: Bindings, runtime: Runtime): Hono<AppEnv> {
  const result = parseConfig(bindings);
  const mistakes = [...(result.ok ? [] : result.mistakes), ...objectMistakes(bindings)];
  if (!result.ok || mistakes.length > 0) {
    for (const mistake of mistakes) log('error', 'configuration mistake', { mistake });
    return createMisconfiguredApp(runtime.now);
  }
  const { config } = result;
  const { revocationKey: credential } = config;
  const { REVOCATIONS: namespace, ROOMS: keepers } = bindings;
  return createApp({
    config,
    keys: createKeys(config.session.keys, runtime),
    signer: new LiveKitSigner(config.livekit),
    pseudonyms: new KeyedPseudonyms(config.livekit.apiSecret),
    keepers,
    revocation: credential && namespace ? { credential, namespace } : undefined,
    now: runtime.now,
  });
}

function createKeys(source: SessionKeySource, runtime: Runtime): SessionKeys {
  return source.algorithm === 'HS256'
    ? new SecretKeys(source.secrets)
    : new PublishedKeys(new KeySetCache({ ...runtime, url: source.jwksUrl }));
}
