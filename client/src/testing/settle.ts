/** More than any chain of promises in the service is long. */
const TURNS = 50;

/** Lets everything run that waits for nothing but its turn: call it after what sends. A fake clock does not matter. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
}
