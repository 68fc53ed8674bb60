import { requireLiveKitAccepts } from '../livekit/key-pair.ts';
import { requireValues } from '../secrets/values.ts';
import { confirm, waitAfter, type RotationContext } from './context.ts';
import type { RotationStep } from './rotation.ts';
import { releaseSecrets } from './worker-release.ts';

/** A room token lives at most this long, and LiveKit hands out another, signed with either pair, for as long again. */
const TOKENS_MS = 20 * 60_000;

/** LiveKit's key and secret. They are a pair: half of it makes tokens that LiveKit refuses. */
export function livekitPairRotation(context: RotationContext): RotationStep[] {
  const { LIVEKIT_URL: url, ...pair } = requireValues(context.values, [
    'LIVEKIT_URL',
    'LIVEKIT_API_KEY',
    'LIVEKIT_API_SECRET',
  ]);
  return [
    {
      name: 'accepted',
      about: 'LiveKit knows the new pair',
      run: async () => {
        await requireLiveKitAccepts(url, pair.LIVEKIT_API_KEY, pair.LIVEKIT_API_SECRET);
        return 'done';
      },
    },
    ...releaseSecrets(context, pair, [context.session]),
    {
      name: 'agents',
      about:
        'YOU: give the new pair to agents that run outside LiveKit Cloud (Cloud gives its own), and to lk',
      run: async () => confirm(context, 'agents'),
    },
    {
      name: 'wait',
      about: 'until no token of the old pair is left',
      run: async () => waitAfter(context, 'agents', TOKENS_MS),
    },
    {
      name: 'withdrawn',
      about: 'YOU: delete the old pair in LiveKit',
      run: async () => confirm(context, 'withdrawn'),
    },
    {
      name: 'alone',
      about: 'a smoke test without the old pair',
      run: async () => {
        await context.smoke({ url: context.url, session: context.session() });
        return 'done';
      },
    },
  ];
}
