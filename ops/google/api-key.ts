/** Where Gemini is; another address stands for an emulator, as in the agent. */
const GEMINI = 'https://generativelanguage.googleapis.com';

/** How long Google may take, in ms. */
const TIMEOUT_MS = 10_000;

/** Google does not take this key. */
class GoogleKeyError extends Error {
  override name = 'GoogleKeyError' as const;
  readonly code = 'google_key_refused';
}

/**
 * Asks Gemini for its models, which costs nothing. The key travels in a header, where no log of addresses keeps it.
 *
 * @throws {GoogleKeyError}
 */
export async function requireGoogleAccepts(
  key: string,
  base: string = process.env['GOOGLE_GEMINI_BASE_URL'] || GEMINI,
): Promise<void> {
  const response = await fetch(new URL('/v1beta/models', base), {
    headers: { 'x-goog-api-key': key },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new GoogleKeyError(`Google answers ${response.status} to the new key.`);
}
