import type { SecretValues } from '../secrets/values.ts';
import type { SessionSource } from '../smoke/session.ts';
import { requireSmokeTest, type RotationContext } from './context.ts';
import type { Outcome, RotationStep } from './rotation.ts';

/**
 * Writes secrets to one version of the Worker, tests it at 0 % of the traffic, routes all traffic to it and tests again.
 * Until the old secrets are withdrawn, a rollback is possible.
 */
export function releaseSecrets(
  context: RotationContext,
  values: SecretValues,
  sessions: readonly (() => SessionSource)[],
): RotationStep[] {
  const { worker, journal } = context;
  const names = Object.keys(values).join(' and ');
  return [
    {
      name: 'write',
      about: `a version of the Worker with ${names}, without traffic`,
      run: () => write(context, values),
    },
    {
      name: 'stage',
      about: 'that version at 0 % of the traffic',
      run: async () => {
        await worker.routeTraffic(noteOf(context, 'previous'), noteOf(context, 'version'));
        return 'done';
      },
    },
    {
      name: 'try',
      about: 'smoke test of that version',
      run: () => requireSmokeTest(context, sessions, noteOf(context, 'version')),
    },
    {
      name: 'release',
      about: 'that version at 100 % of the traffic',
      run: async () => {
        await worker.routeTraffic(noteOf(context, 'version'));
        return 'done';
      },
    },
    {
      name: 'prove',
      about: `smoke test (to roll back: npx wrangler rollback ${journal.note('previous') ?? ''})`,
      run: () => requireSmokeTest(context, sessions),
    },
  ];
}

async function write({ worker, journal }: RotationContext, values: SecretValues): Promise<Outcome> {
  if (!journal.note('previous')) journal.setNote('previous', await worker.currentVersion());
  // The version exists already when the previous run was interrupted after creating it. A second one would confuse.
  const existing = await worker.findByTag(journal.tag);
  const id = existing?.id ?? (await worker.writeSecrets(values, journal.tag, 'rotate secrets'));
  journal.setNote('version', id);
  return 'done';
}

function noteOf({ journal }: RotationContext, name: string): string {
  const value = journal.note(name);
  if (!value) throw new Error(`the rotation's journal lacks ${name}`);
  return value;
}
