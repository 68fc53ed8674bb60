/** A subject's rooms in the order of their latest tokens, oldest first; `until` is when the latest token expires. */
export type KnownRooms = readonly { readonly name: string; readonly until: number }[];

/** Most rooms remembered. Beyond it no token is minted, because a forgotten room would escape the cap. */
const MAX_KNOWN_ROOMS = 1000;

/** Pause between checks while the cap may be exceeded, in ms. */
const ENFORCE_PAUSE_MS = 10_000;

/** Pause between checks that only drop closed rooms, in ms. */
const CLEAN_UP_PAUSE_MS = 60 * 60_000;

/** @returns nothing when too many rooms are known */
export function addRoom(known: KnownRooms, name: string, until: number): KnownRooms | undefined {
  const rooms = [...known.filter((room) => room.name !== name), { name, until }];
  return rooms.length > MAX_KNOWN_ROOMS ? undefined : rooms;
}

/** The open rooms that exceed the cap: those with the oldest tokens. */
export function roomsOverCap(
  known: KnownRooms,
  open: ReadonlySet<string>,
  cap: number,
): readonly string[] {
  const counted = known.filter(({ name }) => open.has(name)).map(({ name }) => name);
  return counted.slice(0, Math.max(0, counted.length - cap));
}

/** Keeps the rooms that are open and those that an unexpired token can still open. */
export function pruneRooms(known: KnownRooms, open: ReadonlySet<string>, now: number): KnownRooms {
  return known.filter(({ name, until }) => open.has(name) || now < until);
}

/** When to ask LiveKit again which rooms are open. */
export function nextCapCheck(known: KnownRooms, cap: number, now: number): number {
  return now + (known.length > cap ? ENFORCE_PAUSE_MS : CLEAN_UP_PAUSE_MS);
}
