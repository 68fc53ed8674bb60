import { requireGoogleAccepts } from '../google/api-key.ts';
import { requireValues } from '../secrets/values.ts';
import { confirm, waitAfter, type RotationContext } from './context.ts';
import type { RotationStep } from './rotation.ts';

/** LiveKit Cloud lets an instance finish its conversations for up to an hour. */
const DRAIN_MS = 60 * 60_000;

/** The agent's key for Gemini. */
export function googleKeyRotation(context: RotationContext): RotationStep[] {
  const { GOOGLE_API_KEY: key } = requireValues(context.values, ['GOOGLE_API_KEY']);
  const smokeTest = async (): Promise<'done'> => {
    await context.smoke({ url: context.url, session: context.session() });
    return 'done';
  };
  return [
    {
      name: 'accepted',
      about: 'Google accepts the new key',
      run: async () => {
        await requireGoogleAccepts(key);
        return 'done';
      },
    },
    {
      name: 'write',
      about: 'lk agent update-secrets: instances restart one after the other',
      run: async () => {
        await context.agent.setSecrets({ GOOGLE_API_KEY: key });
        return 'done';
      },
    },
    { name: 'prove', about: 'a smoke test', run: smokeTest },
    {
      name: 'wait',
      about: 'until instances with the old key have ended their conversations',
      run: async () => waitAfter(context, 'write', DRAIN_MS),
    },
    {
      name: 'withdrawn',
      about: 'YOU: delete the old key at Google',
      run: async () => confirm(context, 'withdrawn'),
    },
    { name: 'alone', about: 'a smoke test without the old key', run: smokeTest },
  ];
}
