import * as z from 'zod';

/** What a server sent: an HTTP response's status and each chunk of its body, or a Live connection's messages and its close. */
export const Received = z.discriminatedUnion('type', [
  z.object({ type: z.literal('status'), status: z.number() }),
  z.object({ type: z.literal('body'), body: z.unknown() }),
  z.object({ type: z.literal('close'), code: z.number(), reason: z.string() }),
  /** What the exchange waited for did not come. */
  z.object({ type: z.literal('timeout') }),
]);
export type Received = z.infer<typeof Received>;

/** One exchange, as it was: what was sent stands in `exchanges.ts`. */
export const RecordedExchange = z.object({
  name: z.string(),
  received: z.array(Received),
});
export type RecordedExchange = z.infer<typeof RecordedExchange>;

export const Recording = z.object({
  /** Of the server. */
  url: z.string(),
  recordedOn: z.iso.datetime(),
  exchanges: z.array(RecordedExchange),
});
export type Recording = z.infer<typeof Recording>;

/** Longer strings in `data` and in signatures are sound, pictures and ciphers. */
const MAX_DATA_CHARACTERS = 64;
const OPAQUE = new Set(['data', 'thoughtSignature', 'newHandle']);

/**
 * Removes what a recording must not keep (keys) and need not (sound, signatures, what is the same as before but for the
 * words).
 *
 * @param secrets texts that nothing recorded may contain
 */
export function clean(
  { name, received }: RecordedExchange,
  secrets: readonly string[],
): RecordedExchange {
  let text = JSON.stringify(received, (key, value: unknown) =>
    typeof value === 'string' && OPAQUE.has(key) && value.length > MAX_DATA_CHARACTERS
      ? `<${value.length} characters>`
      : value,
  );
  for (const secret of secrets.filter(Boolean)) text = text.replaceAll(secret, '<secret>');
  const seen = new Set<string>();
  const different = z
    .array(Received)
    .parse(JSON.parse(text))
    .filter((each) => {
      const shape = JSON.stringify(each, (_, value: unknown) =>
        typeof value === 'number' ? 0 : typeof value === 'string' && value.length > 20 ? '' : value,
      );
      const isNew = !seen.has(shape);
      seen.add(shape);
      return isNew;
    });
  return { name, received: different };
}
