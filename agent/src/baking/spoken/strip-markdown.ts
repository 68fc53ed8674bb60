/** In order. Each takes away marks, never words. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  // Links and pictures: the words, not the address.
  [/!?\[([^\]]*)\]\([^)\s]*(?:\s"[^"]*")?\)/gu, '$1'],
  [/<(https?:\/\/[^>\s]+)>/gu, '$1'],
  [/^(\s*)#{1,6}\s+/gmu, '$1'],
  [/^(\s*)>\s+/gmu, '$1'],
  [/^(\s*)[-*+•]\s+/gmu, '$1'],
  // Rules, and the line below the head of a table.
  [/^[ \t]*(?:[-*_|:][ \t]*){3,}$/gmu, ''],
  [/`+/gu, ''],
  [/\*{2,3}|_{2,3}|~~/gu, ''],
  [/(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, ''],
  [/[ \t]*\|[ \t]*/gu, ' '],
  [/\p{Extended_Pictographic}[\u{fe0f}\u{200d}\p{Emoji_Modifier}]*/gu, ''],
];

/** Text without Markdown and emoji, which TTS would read aloud or stumble over. */
export function stripMarkdown(text: string): string {
  return MARKS.reduce((rest, [mark, words]) => rest.replaceAll(mark, words), text);
}
