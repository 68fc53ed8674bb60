import * as z from 'zod';
import { HistoryItem } from '../history/history-items.ts';
import { TurnsSnapshot } from '../turns/turns-snapshot.ts';

/** What a conversation needs to continue in another process. JSON. */
export const Snapshot = z.object({
  v: z.literal(1),
  history: z.array(HistoryItem),
  turns: TurnsSnapshot,
  /** Of the product: its own `Skills.snapshot()`. */
  skills: z.optional(z.unknown()),
});
export type Snapshot = z.infer<typeof Snapshot>;
