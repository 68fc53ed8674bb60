import type { IncomingMessage } from 'node:http';
import { detail, GoogleError } from './google-error.ts';

/** Google's words for a request without a key. */
const MISSING_KEY =
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.";
const INVALID_KEY = 'API key not valid. Please pass a valid API key.';

/**
 * Refuses a request without a key, or with another than the configured one.
 *
 * @param expected the only key that is good; any when absent
 */
export function refuseBadKey(
  request: IncomingMessage,
  expected: string | undefined,
): GoogleError | undefined {
  const key = apiKeyOf(request);
  if (key === undefined) return new GoogleError(403, MISSING_KEY);
  if (expected === undefined || key === expected) return undefined;
  return new GoogleError(400, INVALID_KEY, {
    details: [
      detail('ErrorInfo', {
        reason: 'API_KEY_INVALID',
        domain: 'googleapis.com',
        metadata: { service: 'generativelanguage.googleapis.com' },
      }),
      detail('LocalizedMessage', { locale: 'en-US', message: INVALID_KEY }),
    ],
  });
}

/** The key of a request, from the header or the query. */
function apiKeyOf({ headers, url }: IncomingMessage): string | undefined {
  const header = headers['x-goog-api-key'];
  const query = new URLSearchParams((url ?? '').split('?')[1] ?? '').get('key');
  const key = (Array.isArray(header) ? header[0] : header) ?? query;
  return key?.trim() ? key : undefined;
}
