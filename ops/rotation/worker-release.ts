import type { SessionSource } from '../smoke/session.ts';
import type { RotationContext } from './context.ts';
import type { Outcome, RotationStep } from './rotation.ts';

/**
 * Writes secrets in one version of the Worker, tries it while it gets no traffic, gives it all the traffic, and tries
 * again. Going back is possible until the old secrets are withdrawn.
 */
export function releaseSecrets(
  context: RotationContext,
  values: Readonly<Record<string, string>>,
  sessions: readonly (() => SessionSource)[],
): RotationStep[] {
  const { worker, journal } = context;
  const names = Object.keys(values).join(' and ');
  return [
    {
      name: 'write',
      about: `one version of the Worker with ${names}, for nobody yet`,
      run: () => write(context, values),
    },
    {
      name: 'stage',
      about: 'that version at 0 % of the traffic',
      run: async () => {
        await worker.split(noteOf(context, 'previous'), noteOf(context, 'version'));
        return 'done';
      },
    },
    {
      name: 'try',
      about: 'a smoke test of that version',
      run: () => tryOut(context, sessions, noteOf(context, 'version')),
    },
    {
      name: 'release',
      about: 'that version at 100 %',
      run: async () => {
        await worker.split(noteOf(context, 'version'));
        return 'done';
      },
    },
    {
      name: 'prove',
      about: `a smoke test, as a user (to go back: npx wrangler rollback ${journal.note('previous') ?? ''})`,
      run: () => tryOut(context, sessions),
    },
  ];
}

async function write(
  { worker, journal }: RotationContext,
  values: Readonly<Record<string, string>>,
): Promise<Outcome> {
  if (!journal.note('previous')) journal.takeNote('previous', await worker.currentVersion());
  // Made already, when the command before was cut off right after: a second version would do no harm, but confuse.
  const made = await worker.findByTag(journal.tag);
  const id = made?.id ?? (await worker.writeSecrets(values, journal.tag, 'rotate secrets'));
  journal.takeNote('version', id);
  return 'done';
}

async function tryOut(
  { smoke, url, workerConfig }: RotationContext,
  sessions: readonly (() => SessionSource)[],
  version?: string,
): Promise<Outcome> {
  for (const session of sessions) {
    const target = version && { version: { worker: workerConfig.worker, id: version } };
    await smoke({ url, session: session(), ...target });
  }
  return 'done';
}

function noteOf({ journal }: RotationContext, name: string): string {
  const value = journal.note(name);
  if (!value) throw new Error(`the rotation's file lacks ${name}`);
  return value;
}
