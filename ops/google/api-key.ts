const GEMINI_BASE_URL = 'https://generativelanguage.googleapis.com';

const TIMEOUT_MS = 10_000;

/** Google rejects this key. */
class GoogleKeyError extends Error {
  override name = 'GoogleKeyError' as const;
  readonly code = 'google_key_rejected';
}

/**
 * Lists Gemini's models with this key, which is free. The key is sent as a header, because logs contain URLs. As in the
 * agent, GOOGLE_GEMINI_BASE_URL points to an emulator.
 *
 * @throws {GoogleKeyError} when Google rejects the key.
 */
export async function requireValidApiKey(
  key: string,
  baseUrl: string = process.env['GOOGLE_GEMINI_BASE_URL'] || GEMINI_BASE_URL,
): Promise<void> {
  const response = await fetch(new URL('/v1beta/models', baseUrl), {
    headers: { 'x-goog-api-key': key },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new GoogleKeyError(`Google returned ${response.status} for the new key.`);
}
