import type { IncomingMessage } from 'node:http';

/** Google's words for a request without a key. */
export const MISSING_KEY =
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.";

/** The key of a request, from the header or the query. Any key that is not empty is good. */
export function apiKeyOf({ headers, url }: IncomingMessage): string | undefined {
  const header = headers['x-goog-api-key'];
  const query = new URLSearchParams((url ?? '').split('?')[1] ?? '').get('key');
  const key = (Array.isArray(header) ? header[0] : header) ?? query;
  return key?.trim() ? key : undefined;
}
