import { requireValidApiKey } from '../google/api-key.ts';
import { requireValues } from '../secrets/values.ts';
import {
  requireConfirmation,
  requireSmokeTest,
  waitAfter,
  type RotationContext,
} from './context.ts';
import type { RotationStep } from './rotation.ts';

/** LiveKit Cloud gives an instance up to an hour to finish its conversations. */
const DRAIN_MS = 60 * 60_000;

/** Rotates the agent's Gemini API key. */
export function googleKeyRotation(context: RotationContext): RotationStep[] {
  const { GOOGLE_API_KEY: key } = requireValues(context.values, ['GOOGLE_API_KEY']);
  const smokeTest = () => requireSmokeTest(context, [context.session]);
  return [
    {
      name: 'accepted',
      about: 'Google accepts the new key',
      run: async () => {
        await requireValidApiKey(key);
        return 'done';
      },
    },
    {
      name: 'write',
      about: 'lk agent update-secrets, which restarts the instances one after the other',
      run: async () => {
        await context.agent.setSecrets({ GOOGLE_API_KEY: key });
        return 'done';
      },
    },
    { name: 'prove', about: 'smoke test', run: smokeTest },
    {
      name: 'wait',
      about: 'until the instances with the old key have ended',
      run: async () => waitAfter(context, 'write', DRAIN_MS),
    },
    {
      name: 'withdrawn',
      about: 'YOU: delete the old key at Google',
      run: async () => requireConfirmation(context, 'withdrawn'),
    },
    { name: 'alone', about: 'smoke test without the old key', run: smokeTest },
  ];
}
