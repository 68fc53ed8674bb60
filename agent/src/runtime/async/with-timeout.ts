/** Waits for something, but not for longer than this. */
export async function withTimeout(ms: number, event: Promise<unknown>): Promise<void> {
  let timeout: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timeout = setTimeout(resolve, ms)));
  await Promise.race([event, patience]).finally(() => clearTimeout(timeout));
}
