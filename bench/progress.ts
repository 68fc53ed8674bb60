const start = performance.now();

/** Prints the current measurement to stderr. */
export function progress(title: string): void {
  const seconds = Math.round((performance.now() - start) / 1000);
  console.error(`${seconds.toString().padStart(4)} s  ${title}`);
}
