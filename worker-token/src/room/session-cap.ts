/** The rooms for which a subject has got tokens, oldest token first, each with when its last token ends. */
export type KnownRooms = readonly { readonly name: string; readonly until: number }[];

/** Most rooms that are remembered: more tokens than the rate limit gives out in the life of one. */
const MAX_KNOWN_ROOMS = 500;

/** How soon rooms beyond the cap are looked for, and how often, in ms. */
const WATCH_PAUSE_MS = 10_000;

/** How often rooms that are gone are forgotten while there cannot be too many, in ms. */
const TIDY_PAUSE_MS = 60 * 60_000;

export function addRoom(known: KnownRooms, name: string, until: number): KnownRooms {
  return [...known.filter((room) => room.name !== name), { name, until }].slice(-MAX_KNOWN_ROOMS);
}

/** Which of the rooms that exist must end, so that no more than `cap` are left: those with the oldest tokens. */
export function surplus(known: KnownRooms, existing: ReadonlySet<string>, cap: number): string[] {
  const live = known.filter(({ name }) => existing.has(name)).map(({ name }) => name);
  return live.slice(0, Math.max(0, live.length - cap));
}

/** The rooms that count from now on: those that exist, and those that a token may still open. */
export function pruneRooms(
  known: KnownRooms,
  existing: ReadonlySet<string>,
  now: number,
): KnownRooms {
  return known.filter(({ name, until }) => existing.has(name) || now < until);
}

/** When to ask LiveKit again which rooms there are. */
export function nextLook(known: KnownRooms, cap: number, now: number): number {
  return now + (known.length > cap ? WATCH_PAUSE_MS : TIDY_PAUSE_MS);
}
