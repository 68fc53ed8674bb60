const STORAGE_KEY = 'bakebot.sub';

/**
 * Who the user is: one guest a tab, so that two tabs can talk at once. `?sub=anna` in the address overrides.
 *
 * @param query the address's query: `?sub=anna`
 */
export function readSubject(query: string, storage: Pick<Storage, 'getItem' | 'setItem'>): string {
  const asked = new URLSearchParams(query).get('sub');
  if (asked) return asked;
  const known = storage.getItem(STORAGE_KEY);
  if (known) return known;
  const subject = `guest-${crypto.randomUUID().slice(0, 8)}`;
  storage.setItem(STORAGE_KEY, subject);
  return subject;
}
