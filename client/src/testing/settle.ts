/** Longer than any promise chain in the service. */
const MICROTASKS = 50;

/** Runs pending promises, for example after a send. Works with fake timers too. */
export async function settle(): Promise<void> {
  for (let count = 0; count < MICROTASKS; count++) await Promise.resolve();
}
