import * as z from 'zod';

/** What a part sends over IPC once it serves. */
export const ReadyMessage = z.object({
  type: z.literal('ready'),
  url: z.optional(z.string()),
  controlUrl: z.optional(z.string()),
});
export type ReadyMessage = z.infer<typeof ReadyMessage>;

/** Tells the supervisor that this process serves. Does nothing when somebody runs the file by hand. */
export function sendReady(url: string): void {
  process.send?.({ type: 'ready', url } satisfies ReadyMessage);
}

/**
 * Runs `close` and ends the process on SIGTERM, and also when the supervisor has gone without saying so. Ending by
 * force is left to the supervisor.
 */
export function closeOnShutdown(close: () => Promise<unknown>): void {
  let closing = false;
  async function finish(): Promise<void> {
    if (closing) return;
    closing = true;
    try {
      await close();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  }
  process.on('SIGTERM', () => void finish());
  process.on('disconnect', () => void finish());
}
