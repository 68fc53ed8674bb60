const begun = performance.now();

/** Tells on stderr what is measured now. */
export function progress(what: string): void {
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.error(`${seconds.toString().padStart(4)} s  ${what}`);
}
