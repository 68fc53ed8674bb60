const STORAGE_KEY = 'bakebot.sub';

/**
 * The user's subject: one guest per tab, so that two tabs can hold two conversations.
 *
 * @param query the URL's query; `?sub=anna` overrides the guest
 */
export function readSubject(query: string, storage: Pick<Storage, 'getItem' | 'setItem'>): string {
  const requested = new URLSearchParams(query).get('sub');
  if (requested) return requested;
  const stored = storage.getItem(STORAGE_KEY);
  if (stored) return stored;
  const subject = `guest-${crypto.randomUUID().slice(0, 8)}`;
  storage.setItem(STORAGE_KEY, subject);
  return subject;
}
