import type { Bindings } from '../bindings.ts';

/** Lists the settings that need a Durable Object which is not bound. */
export function objectMistakes(bindings: Bindings): string[] {
  const needs = [
    ['REVOCATIONS', 'REVOCATION_KEY', bindings.REVOCATION_KEY],
    ['ROOMS', 'ROOM_MODE', bindings.ROOM_MODE === 'stable'],
    ['ROOMS', 'ALLOWED_REQUEST_FIELDS', bindings.ALLOWED_REQUEST_FIELDS?.includes('room_name')],
    ['ROOMS', 'MAX_SESSIONS_PER_SUBJECT', bindings.MAX_SESSIONS_PER_SUBJECT],
  ] as const;
  return needs
    .filter(([object, , isSet]) => isSet && !bindings[object])
    .map(
      ([object, setting]) =>
        `${object}: ${setting} needs this Durable Object: bind it as in wrangler.toml`,
    );
}
