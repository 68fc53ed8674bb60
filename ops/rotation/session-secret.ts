import { sessionLifetimeMs } from '../cloudflare/worker-config.ts';
import { requireValues } from '../secrets/values.ts';
import type { SessionSource } from '../smoke/session.ts';
import { SmokeError } from '../smoke/step.ts';
import {
  requireConfirmation,
  requireSmokeTest,
  waitAfter,
  type RotationContext,
} from './context.ts';
import type { Outcome, RotationStep } from './rotation.ts';
import { releaseSecrets } from './worker-release.ts';

/** Rotates the secret that signs sessions. Both secrets are accepted until the old sessions have expired. */
export function sessionSecretRotation(context: RotationContext): RotationStep[] {
  const values = requireValues(context.values, ['SESSION_SECRET', 'SESSION_SECRET_PREVIOUS']);
  const lifetimeMs = sessionLifetimeMs(context.workerConfig);
  const newSession = (): SessionSource => signedWith(context, values.SESSION_SECRET);
  const oldSession = (): SessionSource => signedWith(context, values.SESSION_SECRET_PREVIOUS);
  return [
    ...releaseSecrets(context, values, [newSession, oldSession]),
    {
      name: 'sign-in',
      about: 'YOU: make your sign-in sign with the new SESSION_SECRET',
      run: async () => requireConfirmation(context, 'sign-in'),
    },
    {
      name: 'wait',
      about: 'until the last session of the old secret has expired',
      run: async () => waitAfter(context, 'sign-in', lifetimeMs),
    },
    {
      name: 'retire',
      about: 'a version of the Worker without SESSION_SECRET_PREVIOUS, at 100 % of the traffic',
      run: () => retire(context),
    },
    {
      name: 'refused',
      about: 'the Worker accepts the new secret and rejects the old one',
      run: async () => {
        await requireSmokeTest(context, [newSession]);
        return requireRejection(context, oldSession());
      },
    },
  ];
}

async function retire({ worker, journal }: RotationContext): Promise<Outcome> {
  const tag = `${journal.tag}-end`;
  const name = 'SESSION_SECRET_PREVIOUS';
  const existing = await worker.findByTag(tag);
  await worker.routeTraffic(
    existing?.id ?? (await worker.removeSecret(name, tag, 'rotate secrets')),
  );
  return 'done';
}

async function requireRejection(
  { smoke, url }: RotationContext,
  session: SessionSource,
): Promise<Outcome> {
  try {
    await smoke({ url, session });
  } catch (error) {
    if (error instanceof SmokeError && error.step === 'token') return 'done';
    throw error;
  }
  return { wait: 'the Worker still accepts the old secret: run this again in a minute' };
}

function signedWith({ workerConfig }: RotationContext, secret: string): SessionSource {
  const { SESSION_ISSUER: issuer = '', SESSION_AUDIENCE: audience = '' } = workerConfig.variables;
  return { kind: 'signed', secret, issuer, audience };
}
