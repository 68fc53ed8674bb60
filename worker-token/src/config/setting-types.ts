import * as z from 'zod/mini';

/** A required setting without spaces; `remedy` completes the error message with where to find the value. */
export function text(remedy: string) {
  return z.string({ error: `is missing: ${remedy}` }).check(withoutSpaces());
}

/** A space or line break that was copied along would make the value wrong for ever. */
export function withoutSpaces() {
  return z.regex(/^\S*$/, 'contains a space or a line break: remove it');
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

export function commaSeparated<Item extends z.ZodMiniType<unknown, string>>(item: Item) {
  return z._default(listOf(item), []);
}

/** A required list, separated by commas. */
export function listOf<Item extends z.ZodMiniType<unknown, string>>(item: Item, error?: string) {
  return z.pipe(
    z.pipe(
      z.string(error === undefined ? {} : { error }),
      z.transform((list) =>
        list
          .split(',')
          .map((entry) => entry.trim())
          .filter(Boolean),
      ),
    ),
    z.array(item),
  );
}

/** Traffic to these hosts stays on the machine, and only there may it go without TLS. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

export function isServerUrl(value: string): boolean {
  const url = URL.parse(value);
  return isSafe(url, 'wss:', 'ws:') && url?.search === '' && url.pathname === '/';
}

export function isWebUrl(value: string): boolean {
  return isSafe(URL.parse(value), 'https:', 'http:');
}

/** Pages inside an app's shell have these origins; `URL` calls them `null`. */
const APP_ORIGIN = /^(capacitor|ionic|tauri):\/\/localhost$/;

export function isOrigin(value: string): boolean {
  if (APP_ORIGIN.test(value)) return true;
  const url = URL.parse(value);
  return url?.origin === value && !value.includes('*') && isSafe(url, 'https:', 'http:');
}

function isSafe(url: URL | null, secure: string, plain: string): boolean {
  if (!url || url.username || url.password || url.hash) return false;
  return url.protocol === secure || (url.protocol === plain && isLoopback(url.hostname));
}
