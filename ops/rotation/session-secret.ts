import { sessionLifetimeMs } from '../cloudflare/worker-config.ts';
import { requireValues } from '../secrets/values.ts';
import type { SessionSource } from '../smoke/session.ts';
import { SmokeError } from '../smoke/smoke-test.ts';
import { confirm, waitAfter, type RotationContext } from './context.ts';
import type { Outcome, RotationStep } from './rotation.ts';
import { releaseSecrets } from './worker-release.ts';

/** The secret that signs sessions, without signing anybody out: both are accepted until the old sessions have ended. */
export function sessionSecretRotation(context: RotationContext): RotationStep[] {
  const values = requireValues(context.values, ['SESSION_SECRET', 'SESSION_SECRET_PREVIOUS']);
  const lifetimeMs = sessionLifetimeMs(context.workerConfig);
  const withNew = (): SessionSource => signedWith(context, values.SESSION_SECRET);
  const withOld = (): SessionSource => signedWith(context, values.SESSION_SECRET_PREVIOUS);
  return [
    ...releaseSecrets(context, values, [withNew, withOld]),
    {
      name: 'sign-in',
      about: 'YOU: let your sign-in sign with the new SESSION_SECRET',
      run: async () => confirm(context, 'sign-in'),
    },
    {
      name: 'wait',
      about: 'until the last session of the old secret has expired',
      run: async () => waitAfter(context, 'sign-in', lifetimeMs),
    },
    {
      name: 'retire',
      about: 'a version of the Worker without SESSION_SECRET_PREVIOUS, at 100 %',
      run: () => retire(context),
    },
    {
      name: 'refused',
      about: 'the new secret works, the old one is refused',
      run: async () => {
        await context.smoke({ url: context.url, session: withNew() });
        return expectRefusal(context, withOld());
      },
    },
  ];
}

async function retire({ worker, journal }: RotationContext): Promise<Outcome> {
  const tag = `${journal.tag}-end`;
  const name = 'SESSION_SECRET_PREVIOUS';
  const made = await worker.findByTag(tag);
  await worker.split(made?.id ?? (await worker.removeSecret(name, tag, 'rotate secrets')));
  return 'done';
}

async function expectRefusal(
  { smoke, url }: RotationContext,
  session: SessionSource,
): Promise<Outcome> {
  try {
    await smoke({ url, session });
  } catch (error) {
    if (error instanceof SmokeError && error.step === 'token') return 'done';
    throw error;
  }
  return { wait: 'the old secret is still accepted: run this again in a minute' };
}

function signedWith({ workerConfig }: RotationContext, secret: string): SessionSource {
  const { SESSION_ISSUER: issuer = '', SESSION_AUDIENCE: audience = '' } = workerConfig.variables;
  return { kind: 'signed', secret, issuer, audience };
}
