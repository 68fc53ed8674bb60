import { existsSync, readFileSync } from 'node:fs';
import { Recording } from './recording.ts';

/** What Google sent when `npm run contract` last ran with a key. */
export const FIXTURE = new URL('./google.json', import.meta.url);

/** @returns undefined until a run with a key has recorded Google */
export function readFixture(): Recording | undefined {
  if (!existsSync(FIXTURE)) return undefined;
  return Recording.parse(JSON.parse(readFileSync(FIXTURE, 'utf8')));
}
