import { TurnId, TurnKind, TurnProgress } from '@bakebot/protocol';
import * as z from 'zod';

/** What another process needs to know of the turns. JSON. */
export const TurnsSnapshot = z.object({
  /** The latest ones, so that a turn that is sent again is not answered again. */
  ended: z.array(
    z.object({
      turn: z.object({ id: TurnId, kind: TurnKind }),
      progress: TurnProgress,
      reply: z.optional(z.string()),
    }),
  ),
  /** Asked or waiting when the snapshot was taken. Its photos are not kept. */
  unanswered: z.optional(z.object({ id: TurnId, kind: TurnKind, text: z.string() })),
});
export type TurnsSnapshot = z.infer<typeof TurnsSnapshot>;
