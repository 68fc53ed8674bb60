import * as z from 'zod';

/** Sent by a service over IPC once it serves. */
export const ReadyMessage = z.object({
  type: z.literal('ready'),
  url: z.optional(z.string()),
  controlUrl: z.optional(z.string()),
});
export type ReadyMessage = z.infer<typeof ReadyMessage>;

/** Does nothing without a supervisor, when the file is run by hand. */
export function sendReady(url: string): void {
  process.send?.({ type: 'ready', url } satisfies ReadyMessage);
}

/** Runs `close` and exits, on SIGTERM and when the supervisor is gone. The supervisor kills what does not exit in time. */
export function closeOnShutdown(close: () => Promise<unknown>): void {
  let isClosing = false;
  async function shutDown(): Promise<void> {
    if (isClosing) return;
    isClosing = true;
    try {
      await close();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  }
  process.on('SIGTERM', () => void shutDown());
  process.on('disconnect', () => void shutDown());
}
