import { DEFAULT_MODELS } from '@bakebot/agent/catalogue';
import { checkVendorAccess } from '@bakebot/agent/vendor-access';

/** Google rejects this key. The message says why and what to do. */
class GoogleKeyError extends Error {
  override name = 'GoogleKeyError' as const;
  readonly code = 'google_key_rejected';
}

/**
 * Asks Google for a model with this key, which is free. As in the agent, GOOGLE_GEMINI_BASE_URL points to an emulator.
 *
 * @throws {GoogleKeyError} when Google rejects the key, or cannot be reached.
 */
export async function requireValidApiKey(key: string): Promise<void> {
  const models = [{ vendor: 'gemini', model: DEFAULT_MODELS.llm.gemini }] as const;
  const { GOOGLE_GEMINI_BASE_URL } = process.env;
  const environment = { GOOGLE_API_KEY: key, GOOGLE_GEMINI_BASE_URL };
  const [access] = await checkVendorAccess(models, environment);
  if (access?.sentence) throw new GoogleKeyError(access.sentence);
}
