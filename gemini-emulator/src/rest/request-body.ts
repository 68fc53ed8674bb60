import type { IncomingMessage } from 'node:http';
import { GoogleError } from '../wire/google-error.ts';

/** Google's limit of a request, in bytes. */
const MAX_BODY_BYTES = 20 * 1024 * 1024;

/**
 * Reads a JSON body.
 *
 * @throws GoogleError
 */
export async function readJson(
  request: IncomingMessage,
): Promise<{ body: unknown; bytes: number }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) {
      throw new GoogleError(
        400,
        `Request payload size exceeds the limit: ${MAX_BODY_BYTES} bytes.`,
      );
    }
    chunks.push(chunk);
  }
  try {
    return { body: JSON.parse(Buffer.concat(chunks).toString('utf8')), bytes };
  } catch {
    throw new GoogleError(400, 'Invalid JSON payload received. It is not JSON.');
  }
}
