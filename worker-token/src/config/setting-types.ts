import * as z from 'zod/mini';

/** A required setting; `remedy` completes the error message with where to find the value. */
export function text(remedy: string) {
  return z.string({ error: `is missing: ${remedy}` });
}

export function seconds({
  default: defaultValue,
  min,
  max,
}: Record<'default' | 'min' | 'max', number>) {
  const error = `must be a number of seconds from ${min} to ${max}`;
  return z._default(
    z.pipe(
      z.string().check(z.regex(/^\d{1,9}$/, { error, abort: true })),
      z.pipe(z.transform(Number), z.number().check(z.minimum(min, error), z.maximum(max, error))),
    ),
    defaultValue,
  );
}

export function flag() {
  return z._default(
    z.pipe(
      z.enum(['true', 'false'], { error: 'must be true or false' }),
      z.transform((value) => value === 'true'),
    ),
    false,
  );
}

export function commaSeparated<Item extends z.ZodMiniType<string, string>>(item: Item) {
  return z._default(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((list) =>
          list
            .split(',')
            .map((entry) => entry.trim())
            .filter(Boolean),
        ),
      ),
      z.array(item),
    ),
    [],
  );
}

/** Traffic to these hosts stays on the machine, and only there may it go without TLS. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

export function isServerUrl(value: string): boolean {
  const url = URL.parse(value);
  return isSafe(url, 'wss:', 'ws:') && url?.search === '';
}

export function isWebUrl(value: string): boolean {
  return isSafe(URL.parse(value), 'https:', 'http:');
}

export function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  return url?.origin === value && isSafe(url, 'https:', 'http:');
}

function isSafe(url: URL | null, secure: string, plain: string): boolean {
  if (!url || url.username || url.password || url.hash) return false;
  return url.protocol === secure || (url.protocol === plain && isLoopback(url.hostname));
}
