import type { Picture } from './conversation.ts';
import { sayList } from './wording.ts';

/** Says what a picture really is: its kind, its size and its colors. */
export function sayPictures(pictures: readonly Picture[]): string {
  if (pictures.length === 1)
    return pictures.map((picture) => `I see ${describe(picture)}.`).join('');
  const each = pictures.map(describe);
  return `I see ${pictures.length} pictures: ${sayList(each)}.`;
}

function describe({ width, height, type, colors }: Picture): string {
  const article = /^[AEIOU]/u.test(type) ? 'an' : 'a';
  return `${article} ${type} of ${width} by ${height} pixels, mostly ${sayList(colors)}`;
}
