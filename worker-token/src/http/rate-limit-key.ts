/** The rate limit's key for an address: IPv4 in full, IPv6 as its /64, which is what a household or phone is assigned. */
export function toRateLimitKey(address: string | undefined): string {
  if (!address?.includes(':')) return address ?? 'unknown';
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head ? head.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail ? tail.split(':').length : 0);
  const padded = [
    ...groups,
    ...Array.from({ length: missing }, () => '0'),
    ...(tail?.split(':') ?? []),
  ];
  return padded.slice(0, 4).join(':');
}
