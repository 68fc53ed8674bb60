import { requireValidKeyPair } from '../livekit/key-pair.ts';
import { requireValues } from '../secrets/values.ts';
import {
  requireConfirmation,
  requireSmokeTest,
  waitAfter,
  type RotationContext,
} from './context.ts';
import type { RotationStep } from './rotation.ts';
import { releaseSecrets } from './worker-release.ts';

/** At most ten minutes for a room token, and ten more for the refresh token that LiveKit signs with either pair. */
const TOKEN_LIFETIME_MS = 20 * 60_000;

/** Rotates LiveKit's API key and secret together: with one half of a pair, the Worker signs tokens that LiveKit rejects. */
export function livekitPairRotation(context: RotationContext): RotationStep[] {
  const { LIVEKIT_URL: url, ...pair } = requireValues(context.values, [
    'LIVEKIT_URL',
    'LIVEKIT_API_KEY',
    'LIVEKIT_API_SECRET',
  ]);
  return [
    {
      name: 'accepted',
      about: 'LiveKit accepts the new pair',
      run: async () => {
        await requireValidKeyPair(url, pair.LIVEKIT_API_KEY, pair.LIVEKIT_API_SECRET);
        return 'done';
      },
    },
    ...releaseSecrets(context, pair, [context.session]),
    {
      name: 'agents',
      about:
        'YOU: set the new pair in lk, and in agents outside LiveKit Cloud (Cloud sets its own pair)',
      run: async () => requireConfirmation(context, 'agents'),
    },
    {
      name: 'wait',
      about: 'until the last token of the old pair has expired',
      run: async () => waitAfter(context, 'agents', TOKEN_LIFETIME_MS),
    },
    {
      name: 'withdrawn',
      about: 'YOU: delete the old pair in LiveKit',
      run: async () => requireConfirmation(context, 'withdrawn'),
    },
    {
      name: 'alone',
      about: 'smoke test without the old pair',
      run: () => requireSmokeTest(context, [context.session]),
    },
  ];
}
